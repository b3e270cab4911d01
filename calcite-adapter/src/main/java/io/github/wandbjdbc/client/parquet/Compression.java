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
  private Compression() {}

  /** Whether we can unpack what is packed by {@code codec}. */
  static boolean isKnown(CompressionCodec codec) {
    return switch (codec) {
      case UNCOMPRESSED, GZIP, SNAPPY, ZSTD, LZ4_RAW -> true;
      case LZO, BROTLI, LZ4 -> false;
    };
  }

  /**
   * What {@code length} bytes of {@code packed} unpack to.
   *
   * @param size how many bytes they must be
   */
  static byte[] unpack(CompressionCodec codec, byte[] packed, int offset, int length, int size)
      throws IOException {
    return switch (codec) {
      case UNCOMPRESSED -> {
        check(length, size);
        yield Arrays.copyOfRange(packed, offset, offset + length);
      }
      case GZIP -> gunzip(packed, offset, length, size);
      case SNAPPY -> unpack(new SnappyDecompressor(), packed, offset, length, size);
      case ZSTD -> unpack(new ZstdDecompressor(), packed, offset, length, size);
      case LZ4_RAW -> unpack(new Lz4Decompressor(), packed, offset, length, size);
      case LZO, BROTLI, LZ4 -> throw new IOException("a column is packed by " + codec);
    };
  }

  private static byte[] unpack(
      Decompressor decompressor, byte[] packed, int offset, int length, int size)
      throws IOException {
    byte[] unpacked = new byte[size];
    if (length == 0 && size == 0) {
      return unpacked;
    }
    try {
      check(decompressor.decompress(packed, offset, length, unpacked, 0, size), size);
    } catch (RuntimeException e) {
      throw new IOException("a page that can't be unpacked: " + e.getMessage(), e);
    }
    return unpacked;
  }

  private static byte[] gunzip(byte[] packed, int offset, int length, int size) throws IOException {
    try (GZIPInputStream stream =
        new GZIPInputStream(new ByteArrayInputStream(packed, offset, length))) {
      byte[] unpacked = stream.readNBytes(size);
      check(unpacked.length, size);
      return unpacked;
    }
  }

  private static void check(int actual, int size) throws IOException {
    if (actual != size) {
      throw new IOException("a page of %d bytes that says it has %d".formatted(actual, size));
    }
  }
}
