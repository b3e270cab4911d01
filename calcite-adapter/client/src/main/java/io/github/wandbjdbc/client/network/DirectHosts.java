package io.github.wandbjdbc.client.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that are asked without the proxy of the environment: those of {@code NO_PROXY}, and
 * this machine.
 *
 * <p>The official client is two programs, one in Go and one in Python, whose rules differ. A host
 * is direct here if either takes it so: nothing goes to a proxy that one of them would pass by.
 */
public final class DirectHosts {
  /** No host at all, this machine neither: for a proxy that was named for these very requests. */
  static final DirectHosts NONE = new DirectHosts(false, List.of());

  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

  private final boolean isAll;
  private final List<Entry> entries;

  private DirectHosts(boolean isAll, List<Entry> entries) {
    this.isAll = isAll;
    this.entries = entries;
  }

  /**
   * Those that {@code noProxy} lists, parted by commas: names, which stand for what ends in them,
   * too; addresses, and networks like {@code 10.0.0.0/8}; each with a port or without; or {@code *}
   * for all. What can't be understood is passed over.
   *
   * @param noProxy null for this machine alone
   */
  public static DirectHosts of(@Nullable String noProxy) {
    List<Entry> entries = new ArrayList<>();
    boolean isAll = false;
    for (String part : (noProxy == null ? "" : noProxy).split(",", -1)) {
      String text = part.strip().toLowerCase(Locale.ROOT);
      if (text.equals("*")) {
        isAll = true;
      } else if (!text.isEmpty()) {
        Entry entry = entry(text);
        if (entry != null) {
          entries.add(entry);
        }
      }
    }
    entries.add(new Name("localhost", true, false, 0));
    entries.add(new Network(new byte[] {127, 0, 0, 0}, 8, 0));
    entries.add(new Network(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128, 0));
    return new DirectHosts(isAll, List.copyOf(entries));
  }

  /**
   * Whether {@code host} is asked directly.
   *
   * @param host a name, or an address without brackets
   */
  boolean contains(String host, int port) {
    String name = host.toLowerCase(Locale.ROOT);
    byte[] address = address(name);
    return isAll || entries.stream().anyMatch(entry -> entry.matches(name, address, port));
  }

  private static @Nullable Entry entry(String text) {
    int slash = text.indexOf('/');
    if (slash >= 0) {
      byte[] network = address(text.substring(0, slash));
      int bits = number(text.substring(slash + 1));
      return network == null || bits < 0 || bits > network.length * 8
          ? null
          : new Network(network, bits, 0);
    }
    String host = text;
    int port = 0;
    int colon = text.lastIndexOf(':');
    boolean isBare6 = text.indexOf(':') != colon && !text.startsWith("[");
    if (colon > text.lastIndexOf(']') && !isBare6) {
      host = text.substring(0, colon);
      port = number(text.substring(colon + 1));
      if (port < 0) {
        return null;
      }
    }
    host = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    byte[] address = address(host);
    if (address != null) {
      return new Network(address, address.length * 8, port);
    }
    // Only Go knows *.example.com, and without example.com itself; .example.com is that to Python.
    boolean isOfSubdomains = host.startsWith("*.");
    String name = host.replaceFirst("^[*]?[.]+", "");
    return name.isEmpty() ? null : new Name(name, !isOfSubdomains, true, port);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** The address that {@code text} spells, or null if it is a name; nothing is looked up. */
  private static byte @Nullable [] address(String text) {
    if (!IPV4.matcher(text).matches() && text.indexOf(':') < 0) {
      return null;
    }
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException e) {
      return null;
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DirectHosts that && isAll == that.isAll && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return isAll ? "*" : entries.toString();
  }

  private sealed interface Entry permits Name, Network {
    boolean matches(String host, byte @Nullable [] address, int port);
  }

  /**
   * A name.
   *
   * @param port 0 for any
   */
  private record Name(String name, boolean isItself, boolean isSubdomains, int port)
      implements Entry {
    @Override
    public boolean matches(String host, byte @Nullable [] address, int asked) {
      boolean isNamed =
          (isItself && host.equals(name)) || (isSubdomains && host.endsWith("." + name));
      return isNamed && address == null && (port == 0 || port == asked);
    }
  }

  /** The addresses whose first {@code bits} are those of {@code prefix}. */
  @SuppressWarnings("ArrayRecordComponent") // Compared below.
  private record Network(byte[] prefix, int bits, int port) implements Entry {
    @Override
    public boolean matches(String host, byte @Nullable [] address, int asked) {
      if (address == null || address.length != prefix.length || (port != 0 && port != asked)) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Network that
          && bits == that.bits
          && port == that.port
          && Arrays.equals(prefix, that.prefix);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(prefix) + 31 * bits + port;
    }

    @Override
    public String toString() {
      return Arrays.toString(prefix) + "/" + bits + (port == 0 ? "" : ":" + port);
    }
  }
}
