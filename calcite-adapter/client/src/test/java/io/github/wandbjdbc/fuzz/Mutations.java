package io.github.wandbjdbc.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes new inputs of known ones: bytes turned, parts lost, doubled, exchanged and put in. */
final class Mutations {
  private static final int MOST = 8;
  private static final int LARGEST_PART = 64;
  private static final int LARGEST_INPUT = 1 << 16;

  private final Random random;
  private final List<byte[]> tokens;

  /** Mutations that put in {@code tokens}, among other bytes. */
  Mutations(Random random, List<String> tokens) {
    this.random = random;
    this.tokens = tokens.stream().map(token -> token.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /** Something like {@code seed}, with parts of {@code other}. */
  byte[] of(byte[] seed, byte[] other) {
    byte[] input = seed;
    int times = 1 + random.nextInt(MOST);
    for (int i = 0; i < times; i++) {
      input = once(input, other);
    }
    return input.length > LARGEST_INPUT ? Arrays.copyOf(input, LARGEST_INPUT) : input;
  }

  private byte[] once(byte[] input, byte[] other) {
    int from = random.nextInt(input.length + 1);
    int to = Math.min(input.length, from + random.nextInt(LARGEST_PART));
    return switch (random.nextInt(8)) {
      case 0 -> flipped(input, from);
      case 1 -> replaced(input, from, Math.min(input.length, from + 1), any(1));
      case 2 -> replaced(input, from, to, new byte[0]);
      case 3 -> replaced(input, to, to, Arrays.copyOfRange(input, from, to));
      case 4 -> replaced(input, from, to, part(other));
      case 5 -> replaced(input, from, from, any(1 + random.nextInt(8)));
      case 6 -> Arrays.copyOf(input, from);
      default -> replaced(input, from, random.nextBoolean() ? from : to, token());
    };
  }

  private byte[] flipped(byte[] input, int at) {
    byte[] flipped = input.clone();
    if (at < flipped.length) {
      flipped[at] = (byte) (flipped[at] ^ (1 << random.nextInt(8)));
    }
    return flipped;
  }

  private byte[] any(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] part(byte[] other) {
    int from = random.nextInt(other.length + 1);
    return Arrays.copyOfRange(
        other, from, Math.min(other.length, from + random.nextInt(LARGEST_PART)));
  }

  private byte[] token() {
    return tokens.isEmpty() ? any(4) : tokens.get(random.nextInt(tokens.size()));
  }

  private static byte[] replaced(byte[] input, int from, int to, byte[] by) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(input.length + by.length);
    out.write(input, 0, from);
    out.writeBytes(by);
    out.write(input, to, input.length - to);
    return out.toByteArray();
  }
}
