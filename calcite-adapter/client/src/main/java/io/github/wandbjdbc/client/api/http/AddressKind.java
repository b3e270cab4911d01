package io.github.wandbjdbc.client.api.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Who can reach an address, the fewest first. */
enum AddressKind {
  /** Only the machines on the same wire, among them the metadata services of clouds. */
  LINK_LOCAL,
  /** Only this machine. */
  LOOPBACK,
  /** Only this network, or nobody in particular: what is reserved or translated isn't public. */
  PRIVATE,
  /** Everybody. */
  PUBLIC;

  private static final List<Block> METADATA_SERVICES =
      List.of(Block.of("fd00:ec2::254/128"), Block.of("100.100.100.200/32"));

  private static final List<Block> NOT_PUBLIC =
      List.of(
          Block.of("0.0.0.0/8"),
          Block.of("10.0.0.0/8"),
          Block.of("100.64.0.0/10"),
          Block.of("172.16.0.0/12"),
          Block.of("192.0.0.0/24"),
          Block.of("192.88.99.0/24"),
          Block.of("192.168.0.0/16"),
          Block.of("198.18.0.0/15"),
          Block.of("224.0.0.0/4"),
          Block.of("240.0.0.0/4"),
          Block.of("::/96"),
          Block.of("::ffff:0:0:0/96"),
          Block.of("64:ff9b::/96"),
          Block.of("64:ff9b:1::/48"),
          Block.of("100::/64"),
          Block.of("2001::/23"),
          Block.of("2002::/16"),
          Block.of("5f00::/16"),
          Block.of("fc00::/7"),
          Block.of("fec0::/10"),
          Block.of("ff00::/8"));

  /** The IPv6 addresses that stand for an IPv4 address, and where in them it begins. */
  private static final List<Block> OF_IPV4_AT_12 =
      List.of(Block.of("::/96"), Block.of("::ffff:0:0:0/96"), Block.of("64:ff9b::/96"));

  private static final Block OF_IPV4_AT_2 = Block.of("2002::/16");

  /** The kind of {@code address}. */
  static AddressKind of(InetAddress address) {
    if (isLinkLocal(address)) {
      return LINK_LOCAL;
    }
    if (address.isLoopbackAddress()) {
      return LOOPBACK;
    }
    return isIn(NOT_PUBLIC, address) ? PRIVATE : PUBLIC;
  }

  private static boolean isLinkLocal(InetAddress address) {
    if (address.isLinkLocalAddress() || isIn(METADATA_SERVICES, address)) {
      return true;
    }
    byte[] bytes = address.getAddress();
    if (address instanceof Inet6Address && isIn(OF_IPV4_AT_12, address)) {
      return isLinkLocal(ipv4(bytes, 12));
    }
    return address instanceof Inet6Address
        && OF_IPV4_AT_2.contains(address)
        && isLinkLocal(ipv4(bytes, 2));
  }

  private static InetAddress ipv4(byte[] bytes, int start) {
    try {
      return Inet4Address.getByAddress(Arrays.copyOfRange(bytes, start, start + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private static boolean isIn(List<Block> blocks, InetAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }

  /** The addresses that begin with the same bits. */
  private record Block(InetAddress first, int bits) {

    /** The block that {@code text}, an address and a number of bits, stands for. */
    static Block of(String text) {
      int slash = text.indexOf('/');
      try {
        // A literal isn't looked up.
        return new Block(
            InetAddress.getByName(text.substring(0, slash)),
            Integer.parseInt(text.substring(slash + 1)));
      } catch (UnknownHostException e) {
        throw new IllegalStateException("not an address: " + text, e);
      }
    }

    boolean contains(InetAddress address) {
      byte[] mine = first.getAddress();
      byte[] theirs = address.getAddress();
      if (mine.length != theirs.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        if (((mine[bit / 8] ^ theirs[bit / 8]) >> (7 - bit % 8) & 1) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
