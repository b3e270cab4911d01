package io.github.wandbjdbc.client.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/**
 * A small file that says a long text many times: each row has a step and, under {@code text}, an
 * empty text or the one long text of its dictionary; or one row has a list of them.
 */
final class RepeatedTexts {
  private static final String MAGIC = "PAR1";
  private static final int EMPTY = 0;
  private static final int LONG = 1;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<ColumnChunk> chunks = new ArrayList<>();

  private RepeatedTexts() {}

  /** A file of rows without a text worth the name, and of rows with one of {@code length}. */
  static byte[] inRows(int empty, int full, int length) throws IOException {
    RepeatedTexts file = new RepeatedTexts();
    file.out.writeBytes(MAGIC.getBytes(StandardCharsets.US_ASCII));
    file.steps(empty + full);
    file.texts(new byte[0], empty, full, length);
    return file.end(FieldRepetitionType.REQUIRED, empty + full);
  }

  /** A file of one row, whose list has {@code count} texts of {@code length}. */
  static byte[] inList(int count, int length) throws IOException {
    RepeatedTexts file = new RepeatedTexts();
    file.out.writeBytes(MAGIC.getBytes(StandardCharsets.US_ASCII));
    file.steps(1);
    ByteArrayOutputStream levels = new ByteArrayOutputStream();
    levels.writeBytes(withLength(runs(1, 0, count - 1, 1)));
    levels.writeBytes(withLength(runs(count, 1, 0, 0)));
    file.texts(levels.toByteArray(), 0, count, length);
    return file.end(FieldRepetitionType.REPEATED, 1);
  }

  private void steps(int count) throws IOException {
    ByteBuffer steps = ByteBuffer.allocate(count * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      steps.putLong(i);
    }
    int start = out.size();
    page(count, Encoding.PLAIN, steps.array());
    chunk(Type.INT64, "_step", count, start, 0);
  }

  private void texts(byte[] levels, int empty, int full, int length) throws IOException {
    ByteArrayOutputStream dictionary = new ByteArrayOutputStream();
    dictionary.writeBytes(number(0));
    dictionary.writeBytes(number(length));
    dictionary.writeBytes("x".repeat(length).getBytes(StandardCharsets.US_ASCII));
    int start = out.size();
    PageHeader header =
        new PageHeader(PageType.DICTIONARY_PAGE, dictionary.size(), dictionary.size());
    header.setDictionary_page_header(new DictionaryPageHeader(2, Encoding.PLAIN));
    Util.writePageHeader(header, out);
    out.writeBytes(dictionary.toByteArray());
    int data = out.size();
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    page.writeBytes(levels);
    page.write(1); // bits of a key
    page.writeBytes(runs(empty, EMPTY, full, LONG));
    page(empty + full, Encoding.RLE_DICTIONARY, page.toByteArray());
    chunk(Type.BYTE_ARRAY, "text", empty + full, data, start);
  }

  private void page(int count, Encoding encoding, byte[] page) throws IOException {
    PageHeader header = new PageHeader(PageType.DATA_PAGE, page.length, page.length);
    header.setData_page_header(new DataPageHeader(count, encoding, Encoding.RLE, Encoding.RLE));
    Util.writePageHeader(header, out);
    out.writeBytes(page);
  }

  private void chunk(Type type, String name, int count, int data, int dictionary) {
    int start = dictionary == 0 ? data : dictionary;
    ColumnMetaData meta =
        new ColumnMetaData(
            type,
            List.of(Encoding.PLAIN, Encoding.RLE, Encoding.RLE_DICTIONARY),
            List.of(name),
            CompressionCodec.UNCOMPRESSED,
            count,
            out.size() - start,
            out.size() - start,
            data);
    if (dictionary > 0) {
      meta.setDictionary_page_offset(dictionary);
    }
    chunks.add(new ColumnChunk(start).setMeta_data(meta));
  }

  private byte[] end(FieldRepetitionType texts, int rows) throws IOException {
    List<SchemaElement> schema =
        List.of(
            new SchemaElement("schema").setNum_children(2),
            new SchemaElement("_step")
                .setType(Type.INT64)
                .setRepetition_type(FieldRepetitionType.REQUIRED),
            new SchemaElement("text")
                .setType(Type.BYTE_ARRAY)
                .setConverted_type(ConvertedType.UTF8)
                .setRepetition_type(texts));
    int footer = out.size();
    RowGroup group = new RowGroup(chunks, footer, rows);
    Util.writeFileMetaData(new FileMetaData(1, schema, rows, List.of(group)), out);
    out.writeBytes(number(out.size() - footer));
    out.writeBytes(MAGIC.getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }

  /** Two runs of one value each, of which each takes a bit. */
  private static byte[] runs(int count, int value, int nextCount, int nextValue) {
    ByteArrayOutputStream runs = new ByteArrayOutputStream();
    run(count, value, runs);
    run(nextCount, nextValue, runs);
    return runs.toByteArray();
  }

  private static void run(int count, int value, ByteArrayOutputStream runs) {
    if (count > 0) {
      int rest = count << 1;
      for (; rest >= 0x80; rest >>>= 7) {
        runs.write(rest | 0x80);
      }
      runs.write(rest);
      runs.write(value);
    }
  }

  private static byte[] withLength(byte[] levels) {
    return ByteBuffer.allocate(Integer.BYTES + levels.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(levels.length)
        .put(levels)
        .array();
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }
}
