package io.github.wandbjdbc.sql;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Has the library in the driver's jar unpack what is packed as pages of Parquet files are. */
final class UnpackedAlone {
  private UnpackedAlone() {}

  /** The arguments: a class that unpacks, how many bytes that makes, and what is packed. */
  public static void main(String[] arguments) throws Exception {
    Class<?> type = Class.forName("io.github.wandbjdbc.shaded.io.airlift.compress." + arguments[0]);
    byte[] packed = Base64.getDecoder().decode(arguments[2]);
    byte[] unpacked = new byte[Integer.parseInt(arguments[1])];
    Object decompressor = type.getConstructor().newInstance();
    Object size =
        type.getMethod(
                "decompress",
                byte[].class,
                int.class,
                int.class,
                byte[].class,
                int.class,
                int.class)
            .invoke(decompressor, packed, 0, packed.length, unpacked, 0, unpacked.length);
    System.out.println(new String(Arrays.copyOf(unpacked, (int) size), StandardCharsets.UTF_8));
  }
}
