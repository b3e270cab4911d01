package io.github.wandbjdbc.client.parquet;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;

/** Unpacks pages. */
final class Compression {
  /** Deflate can't say more in a byte. */
  private static final int MOST_TIMES = 1032;

  /** A page is inflated in few steps: those of 512 bytes, the default, take half as long again. */
  private static final int FEWEST_BYTES = 512;

  private static final int MOST_BYTES = 16 << 10;

  private Compression() {}

  /** Whether we can unpack what is packed by {@code codec}. */
  static boolean isKnown(CompressionCodec codec) {
    return switch (codec) {
      case UNCOMPRESSED, GZIP, SNAPPY, ZSTD, LZ4_RAW -> true;
      case LZO, BROTLI, LZ4 -> false;
    };
  }

  /**
   * The bytes that {@code packed} unpacks to.
   *
   * @param size how many bytes they must be
   */
  static byte[] unpack(CompressionCodec codec, Slice packed, int size) throws IOException {
    return switch (codec) {
      case UNCOMPRESSED -> {
        check(packed.length(), size);
        yield Arrays.copyOfRange(packed.array(), packed.offset(), packed.offset() + size);
      }
      case GZIP -> gunzip(packed, size);
      case SNAPPY -> unpack(new SnappyDecompressor(), packed, size);
      case ZSTD -> unpack(new ZstdDecompressor(), packed, size);
      case LZ4_RAW -> unpack(new Lz4Decompressor(), packed, size);
      case LZO, BROTLI, LZ4 -> throw new IOException("a column is packed by " + codec);
    };
  }

  private static byte[] unpack(Decompressor decompressor, Slice packed, int size)
      throws IOException {
    byte[] unpacked = new byte[size];
    if (packed.length() == 0 && size == 0) {
      return unpacked;
    }
    try {
      check(
          decompressor.decompress(
              packed.array(), packed.offset(), packed.length(), unpacked, 0, size),
          size);
    } catch (RuntimeException e) {
      throw new IOException("a page that can't be unpacked: " + e.getMessage(), e);
    }
    return unpacked;
  }

  private static byte[] gunzip(Slice packed, int size) throws IOException {
    // Nothing is made as large as a page says before that can be so.
    if (size > MOST_TIMES * (packed.length() + 1L)) {
      throw new IOException(
          "a page of %d packed bytes that says it has %d".formatted(packed.length(), size));
    }
    byte[] unpacked = new byte[size];
    try (GZIPInputStream stream =
        new GZIPInputStream(
            new ByteArrayInputStream(packed.array(), packed.offset(), packed.length()),
            Math.max(FEWEST_BYTES, Math.min(MOST_BYTES, packed.length())))) {
      check(stream.readNBytes(unpacked, 0, size), size);
      return unpacked;
    }
  }

  private static void check(int actual, int size) throws IOException {
    if (actual != size) {
      throw new IOException("a page of %d bytes that says it has %d".formatted(actual, size));
    }
  }
}
