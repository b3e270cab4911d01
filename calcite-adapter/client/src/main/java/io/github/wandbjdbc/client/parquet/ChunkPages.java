package io.github.wandbjdbc.client.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one column in one row group, read as they are wanted. What a page says of itself is
 * held against bounds before anything is made as large as it says.
 */
final class ChunkPages implements PageReader {
  /** Writers make pages of a megabyte. */
  private static final int MAX_PAGE_BYTES =
      (int) Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 4);

  private static final int MAX_PAGE_VALUES = 16 << 20;

  /** Writers give a dictionary up when it is larger than a megabyte. */
  private static final int MAX_DICTIONARY_VALUES = 1 << 20;

  /** The memory for an entry of a dictionary, beside its own bytes in the page. */
  private static final int DICTIONARY_VALUE_BYTES = 64;

  private final ChunkStream stream;
  private final ColumnDescriptor descriptor;
  private final PageMemory memory;
  private final CompressionCodec codec;
  private final long valueCount;
  private long valuesLeft;
  private @Nullable PageHeader peeked;
  private long held;

  /**
   * The pages of a column.
   *
   * @param memory what all columns of the row group share
   */
  ChunkPages(
      ChunkStream stream, ColumnMetaData column, ColumnDescriptor descriptor, PageMemory memory) {
    this.stream = stream;
    this.descriptor = descriptor;
    this.memory = memory;
    this.codec = column.getCodec();
    this.valueCount = column.getNum_values();
    this.valuesLeft = valueCount;
  }

  @Override
  public long getTotalValueCount() {
    return valueCount;
  }

  @Override
  public @Nullable DictionaryPage readDictionaryPage() {
    try {
      PageHeader header = header();
      if (header == null || header.getType() != PageType.DICTIONARY_PAGE) {
        return null;
      }
      peeked = null;
      DictionaryPageHeader dictionary = header.getDictionary_page_header();
      checkDictionary(dictionary.getNum_values(), header.getUncompressed_page_size());
      memory.exchange(
          0,
          header.getUncompressed_page_size()
              + (long) DICTIONARY_VALUE_BYTES * dictionary.getNum_values());
      Slice packed = stream.take(header.getCompressed_page_size());
      byte[] unpacked = Compression.unpack(codec, packed, header.getUncompressed_page_size());
      return new DictionaryPage(
          BytesInput.from(unpacked),
          dictionary.getNum_values(),
          encoding(dictionary.getEncoding()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void checkDictionary(int count, int bytes) throws IOException {
    if (count < 0 || count > MAX_DICTIONARY_VALUES || count > bytes) {
      throw new IOException("a dictionary of %d values in %d bytes".formatted(count, bytes));
    }
  }

  @Override
  public DataPage readPage() {
    try {
      while (true) {
        PageHeader header = header();
        if (header == null) {
          throw new IOException("a column that ends before its last page");
        }
        peeked = null;
        hold(header.getUncompressed_page_size());
        Slice packed = stream.take(header.getCompressed_page_size());
        switch (header.getType()) {
          case DATA_PAGE -> {
            return page(header, header.getData_page_header(), packed);
          }
          case DATA_PAGE_V2 -> {
            return page(header, header.getData_page_header_v2(), packed);
          }
          case DICTIONARY_PAGE -> throw new IOException("a second dictionary in a column");
          case INDEX_PAGE -> {
            // Nothing that readers need.
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DataPage page(PageHeader header, DataPageHeader data, Slice packed) throws IOException {
    int count = counted(data.getNum_values());
    int size = header.getUncompressed_page_size();
    byte[] bytes = Compression.unpack(codec, packed, size);
    Encoding repetition = encoding(data.getRepetition_level_encoding());
    Encoding definition = encoding(data.getDefinition_level_encoding());
    Encoding values = encoding(data.getEncoding());
    EncodedPage encoded = new EncodedPage(bytes, count);
    encoded.levels(repetition, descriptor.getMaxRepetitionLevel());
    encoded.levels(definition, descriptor.getMaxDefinitionLevel());
    encoded.values(values);
    hold(size + encoded.memory());
    return new DataPageV1(
        BytesInput.from(bytes), count, size, null, repetition, definition, values);
  }

  private DataPage page(PageHeader header, DataPageHeaderV2 data, Slice packed) throws IOException {
    int count = counted(data.getNum_values());
    int repetition = data.getRepetition_levels_byte_length();
    int definition = data.getDefinition_levels_byte_length();
    if (repetition < 0 || definition < 0 || (long) repetition + definition > packed.length()) {
      throw new IOException("a page whose levels are larger than itself");
    }
    int size = header.getUncompressed_page_size() - repetition - definition;
    int rest = packed.length() - repetition - definition;
    if (size < 0) {
      throw new IOException("a page whose levels are larger than itself");
    }
    int start = repetition + definition;
    boolean isPacked = !data.isSetIs_compressed() || data.isIs_compressed();
    byte[] values =
        Compression.unpack(
            isPacked && rest > 0 ? codec : CompressionCodec.UNCOMPRESSED,
            packed.from(start),
            isPacked && rest > 0 ? size : rest);
    EncodedPage encoded = new EncodedPage(values, count);
    encoded.values(encoding(data.getEncoding()));
    hold(
        header.getUncompressed_page_size()
            + encoded.memory()
            + bareLevels(packed, 0, repetition, count, descriptor.getMaxRepetitionLevel())
            + bareLevels(packed, repetition, start, count, descriptor.getMaxDefinitionLevel()));
    return DataPageV2.uncompressed(
        data.getNum_rows(),
        data.getNum_nulls(),
        count,
        BytesInput.from(packed.array(), packed.offset(), repetition),
        BytesInput.from(packed.array(), packed.offset() + repetition, definition),
        encoding(data.getEncoding()),
        BytesInput.from(values),
        null);
  }

  private static long bareLevels(Slice page, int from, int to, int count, int maxLevel)
      throws IOException {
    byte[] bytes = Arrays.copyOfRange(page.array(), page.offset() + from, page.offset() + to);
    EncodedPage levels = new EncodedPage(bytes, count);
    levels.bareLevels(maxLevel);
    return levels.memory();
  }

  private void hold(long bytes) throws IOException {
    memory.exchange(held, bytes);
    held = bytes;
  }

  private int counted(int count) throws IOException {
    if (count <= 0 || count > valuesLeft || count > MAX_PAGE_VALUES) {
      throw new IOException("a page of %d values where %d are left".formatted(count, valuesLeft));
    }
    valuesLeft -= count;
    return count;
  }

  private @Nullable PageHeader header() throws IOException {
    if (peeked == null && stream.remaining() > 0) {
      PageHeader header = Util.readPageHeader(stream);
      checkSizes(header);
      checkKind(header);
      peeked = header;
    }
    return peeked;
  }

  private void checkSizes(PageHeader header) throws IOException {
    long packed = header.getCompressed_page_size();
    long unpacked = header.getUncompressed_page_size();
    if (packed < 0 || packed > stream.remaining() || unpacked < 0 || unpacked > MAX_PAGE_BYTES) {
      throw new IOException(
          "a page of %d bytes, unpacked %d, where %d are left"
              .formatted(packed, unpacked, stream.remaining()));
    }
  }

  private static void checkKind(PageHeader header) throws IOException {
    boolean isWhole =
        switch (header.getType()) {
          case DATA_PAGE -> header.isSetData_page_header();
          case DATA_PAGE_V2 -> header.isSetData_page_header_v2();
          case DICTIONARY_PAGE -> header.isSetDictionary_page_header();
          case INDEX_PAGE -> true;
        };
    if (!isWhole) {
      throw new IOException("a page header without its second half");
    }
  }

  private static Encoding encoding(org.apache.parquet.format.Encoding encoding) throws IOException {
    try {
      return Encoding.valueOf(encoding.name());
    } catch (IllegalArgumentException e) {
      throw new IOException("a page in the encoding " + encoding, e);
    }
  }
}
