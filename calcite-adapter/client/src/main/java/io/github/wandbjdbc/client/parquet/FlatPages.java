package io.github.wandbjdbc.client.parquet;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.ValuesReader;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a column that is in no list, run by run: Parquet's own reader takes each level by
 * itself, which for doubles takes longer than the values. These it decodes here, too, but for plain
 * ones, which are as they lie.
 */
final class FlatPages {
  private final ChunkPages pages;
  private final ColumnDescriptor column;
  private final @Nullable Dictionary dictionary;
  private @Nullable LevelRuns levels;
  private @Nullable ByteBuffer plain;
  private @Nullable ValuesReader values;
  private int left;

  FlatPages(ChunkPages pages, ColumnDescriptor column) throws IOException {
    this.pages = pages;
    this.column = column;
    DictionaryPage page = pages.readDictionaryPage();
    this.dictionary = page == null ? null : page.getEncoding().initDictionary(column, page);
  }

  /** Takes the next rows that all have a value, or none; {@code most} or fewer. */
  int take(int most) {
    try {
      if (left == 0) {
        open(pages.readPage());
      }
      int taken = requireNonNull(levels).take(Math.min(most, left));
      left -= taken;
      return taken;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the rows that were taken last have values, which must be read then, or skipped. */
  boolean isPresent() {
    return requireNonNull(levels).isPresent();
  }

  double nextDouble() {
    return plain == null ? requireNonNull(values).readDouble() : plain.getDouble();
  }

  float nextFloat() {
    return plain == null ? requireNonNull(values).readFloat() : plain.getFloat();
  }

  long nextLong() {
    return plain == null ? requireNonNull(values).readLong() : plain.getLong();
  }

  int nextInteger() {
    return plain == null ? requireNonNull(values).readInteger() : plain.getInt();
  }

  /** Passes over one value. */
  void skip() {
    if (plain == null) {
      requireNonNull(values).skip();
    } else {
      plain.position(plain.position() + size());
    }
  }

  private int size() {
    return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case INT32, FLOAT -> Integer.BYTES;
      default -> Long.BYTES;
    };
  }

  private void open(DataPage page) throws IOException {
    left = page.getValueCount();
    if (page instanceof DataPageV2 second) {
      ByteBufferInputStream bytes = second.getDefinitionLevels().toInputStream();
      levels = new LevelRuns(bytes.slice(bytes.available()), present());
      open(second.getData(), second.getDataEncoding());
    } else if (page instanceof DataPageV1 first) {
      open(first);
    } else {
      throw new IOException("a page of an unknown kind");
    }
  }

  private void open(DataPageV1 page) throws IOException {
    ByteBufferInputStream bytes = page.getBytes().toInputStream();
    if (present() == 0) {
      levels = new LevelRuns(ByteBuffer.allocate(0), 0);
    } else if (page.getDlEncoding() == Encoding.RLE) {
      int length = bytes.slice(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).getInt();
      levels = new LevelRuns(bytes.slice(length), present());
    } else {
      throw new IOException("levels in the encoding " + page.getDlEncoding());
    }
    open(bytes, page.getValueEncoding());
  }

  private void open(BytesInput bytes, Encoding encoding) throws IOException {
    open(bytes.toInputStream(), encoding);
  }

  private void open(ByteBufferInputStream bytes, Encoding encoding) throws IOException {
    if (encoding == Encoding.PLAIN) {
      plain = bytes.slice(bytes.available()).order(ByteOrder.LITTLE_ENDIAN);
      values = null;
      return;
    }
    plain = null;
    if (!encoding.usesDictionary()) {
      values = encoding.getValuesReader(column, ValuesType.VALUES);
    } else if (dictionary == null) {
      throw new IOException("values of a dictionary that isn't there");
    } else {
      values = encoding.getDictionaryBasedValuesReader(column, ValuesType.VALUES, dictionary);
    }
    values.initFromPage(left, bytes);
  }

  private int present() {
    return column.getMaxDefinitionLevel();
  }
}
