package io.github.wandbjdbc.standin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as a Parquet file: plain values in pages of the first version, every column optional,
 * objects as structs, lists as lists.
 */
final class WrittenParquet {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private final Export export;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private WrittenParquet(Export export) {
    this.export = export;
  }

  static byte[] of(List<Map<String, Object>> rows, Export export) {
    try {
      return new WrittenParquet(export).file(rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] file(List<Map<String, Object>> rows) throws IOException {
    Shape top = new Shape("schema");
    rows.forEach(top::learn);
    List<SchemaElement> schema = new ArrayList<>();
    schema.add(new SchemaElement("schema").setNum_children(top.members.size()));
    top.members.values().forEach(member -> member.addTo(schema));
    out.writeBytes(MAGIC);
    List<RowGroup> groups = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += export.rowsPerGroup) {
      groups.add(group(top, rows.subList(from, Math.min(rows.size(), from + export.rowsPerGroup))));
    }
    int footer = out.size();
    Util.writeFileMetaData(new FileMetaData(1, schema, rows.size(), groups), out);
    int length = out.size() - footer;
    out.writeBytes(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array());
    out.writeBytes(MAGIC);
    return out.toByteArray();
  }

  private RowGroup group(Shape top, List<Map<String, Object>> rows) throws IOException {
    List<Column> columns = new ArrayList<>();
    top.members.values().forEach(member -> member.addColumns(List.of(), 0, columns));
    for (Map<String, Object> row : rows) {
      columns.forEach(Column::beginRow);
      top.members.forEach((name, member) -> member.shred(row.get(name), 0, 0));
    }
    List<ColumnChunk> chunks = new ArrayList<>();
    long size = 0;
    for (Column column : columns) {
      ColumnMetaData meta = chunk(column);
      size += meta.getTotal_uncompressed_size();
      chunks.add(new ColumnChunk(meta.getData_page_offset()).setMeta_data(meta));
    }
    return new RowGroup(chunks, size, rows.size());
  }

  private ColumnMetaData chunk(Column column) throws IOException {
    int start = out.size();
    long unpacked = 0;
    for (int row = 0; row < column.rowStarts.size(); row += export.rowsPerPage) {
      int from = column.rowStarts.get(row);
      int nextRow = row + export.rowsPerPage;
      int to =
          nextRow < column.rowStarts.size()
              ? column.rowStarts.get(nextRow)
              : column.definition.size();
      byte[] page = column.page(from, to);
      byte[] packed = export.isPacked ? gzip(page) : page;
      PageHeader header = new PageHeader(PageType.DATA_PAGE, page.length, packed.length);
      header.setData_page_header(
          new DataPageHeader(to - from, Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
      int before = out.size();
      Util.writePageHeader(header, out);
      unpacked += out.size() - before + page.length;
      out.writeBytes(packed);
    }
    ColumnMetaData meta =
        new ColumnMetaData(
            column.leaf.type(),
            List.of(Encoding.PLAIN, Encoding.RLE),
            column.path,
            export.isPacked ? CompressionCodec.GZIP : CompressionCodec.UNCOMPRESSED,
            column.definition.size(),
            unpacked,
            out.size() - start,
            start);
    return export.hasStatistics ? meta.setStatistics(column.statistics()) : meta;
  }

  private static byte[] gzip(byte[] page) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(page);
    }
    return packed.toByteArray();
  }

  /** The type of a field's values, as far as they were seen. */
  private static final class Shape {
    private final String name;
    private final Map<String, Shape> members = new LinkedHashMap<>();
    private @Nullable Shape element;
    private @Nullable Type type;
    private boolean isObject;
    private @Nullable Column column;

    Shape(String name) {
      this.name = name;
    }

    void learn(@Nullable Object value) {
      if (value instanceof Map<?, ?> object) {
        isObject = true;
        object.forEach(
            (key, member) ->
                members.computeIfAbsent(String.valueOf(key), Shape::new).learn(member));
      } else if (value instanceof List<?> list) {
        Shape elements = element == null ? new Shape("element") : element;
        element = elements;
        list.forEach(elements::learn);
      } else if (value instanceof Boolean) {
        type = Type.BOOLEAN;
      } else if (value instanceof Double || value instanceof Float) {
        type = Type.DOUBLE;
      } else if (value instanceof Number) {
        type = type == null ? Type.INT64 : type;
      } else if (value != null) {
        type = Type.BYTE_ARRAY;
      }
    }

    /** Doubles, where no value was seen. */
    Type type() {
      return type == null ? Type.DOUBLE : type;
    }

    void addTo(List<SchemaElement> schema) {
      SchemaElement self = new SchemaElement(name).setRepetition_type(FieldRepetitionType.OPTIONAL);
      schema.add(self);
      Shape elements = element;
      if (isObject) {
        self.setNum_children(members.size());
        members.values().forEach(member -> member.addTo(schema));
      } else if (elements != null) {
        self.setNum_children(1).setConverted_type(ConvertedType.LIST);
        schema.add(
            new SchemaElement("list")
                .setRepetition_type(FieldRepetitionType.REPEATED)
                .setNum_children(1));
        elements.addTo(schema);
      } else {
        self.setType(type());
        if (type() == Type.BYTE_ARRAY) {
          self.setConverted_type(ConvertedType.UTF8);
        }
      }
    }

    void addColumns(List<String> above, int repetition, List<Column> columns) {
      List<String> path = new ArrayList<>(above);
      path.add(name);
      Shape elements = element;
      if (isObject) {
        members.values().forEach(it -> it.addColumns(path, repetition, columns));
      } else if (elements != null) {
        path.add("list");
        elements.addColumns(path, repetition + 1, columns);
      } else {
        column = new Column(this, List.copyOf(path), repetition);
        columns.add(column);
      }
    }

    void shred(@Nullable Object value, int repetition, int definition) {
      Shape elements = element;
      Column own = column;
      if (isObject) {
        Function<String, @Nullable Object> member =
            value instanceof Map<?, ?> object ? object::get : name -> null;
        int deeper = value == null ? definition : definition + 1;
        members.values().forEach(it -> it.shred(member.apply(it.name), repetition, deeper));
      } else if (elements != null) {
        if (value instanceof List<?> list && !list.isEmpty()) {
          int at = repetition;
          for (Object item : list) {
            elements.shred(item, at, definition + 2);
            at = elements.repetition();
          }
        } else {
          elements.shred(null, repetition, value == null ? definition : definition + 1);
        }
      } else if (own != null) {
        own.add(value, repetition, definition + (value == null ? 0 : 1));
      }
    }

    /** How many lists its values are in. */
    private int repetition() {
      Shape elements = element;
      Column own = column;
      if (own != null) {
        return own.maxRepetition;
      }
      return elements != null
          ? elements.repetition() - 1
          : members.values().iterator().next().repetition();
    }
  }

  /** The values of a column in one row group. */
  private static final class Column {
    private final Shape leaf;
    private final List<String> path;
    private final int maxRepetition;
    private final List<Integer> rowStarts = new ArrayList<>();
    private final List<Integer> repetition = new ArrayList<>();
    private final List<Integer> definition = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    Column(Shape leaf, List<String> path, int maxRepetition) {
      this.leaf = leaf;
      this.path = path;
      this.maxRepetition = maxRepetition;
    }

    void beginRow() {
      rowStarts.add(definition.size());
    }

    void add(@Nullable Object value, int newRepetition, int newDefinition) {
      values.add(value);
      repetition.add(newRepetition);
      definition.add(newDefinition);
    }

    byte[] page(int from, int to) {
      ByteArrayOutputStream page = new ByteArrayOutputStream();
      if (maxRepetition > 0) {
        page.writeBytes(levels(repetition.subList(from, to)));
      }
      page.writeBytes(levels(definition.subList(from, to)));
      if (leaf.type() == Type.BOOLEAN) {
        page.writeBytes(bits(values.subList(from, to)));
      } else {
        values.subList(from, to).stream()
            .filter(value -> value != null)
            .forEach(value -> page.writeBytes(plain(value)));
      }
      return page.toByteArray();
    }

    /** Runs of the same level, with their length before them. */
    private static byte[] levels(List<Integer> levels) {
      ByteArrayOutputStream runs = new ByteArrayOutputStream();
      for (int i = 0; i < levels.size(); ) {
        int next = i;
        while (next < levels.size() && levels.get(next).equals(levels.get(i))) {
          next++;
        }
        int header = (next - i) << 1;
        for (; header >= 0x80; header >>>= 7) {
          runs.write((header & 0x7F) | 0x80);
        }
        runs.write(header);
        runs.write(levels.get(i));
        i = next;
      }
      return ByteBuffer.allocate(Integer.BYTES + runs.size())
          .order(ByteOrder.LITTLE_ENDIAN)
          .putInt(runs.size())
          .put(runs.toByteArray())
          .array();
    }

    private static byte[] bits(List<@Nullable Object> values) {
      List<Object> present = new ArrayList<>();
      values.stream().filter(value -> value != null).forEach(present::add);
      byte[] bits = new byte[(present.size() + 7) / 8];
      for (int i = 0; i < present.size(); i++) {
        if (present.get(i).equals(true)) {
          bits[i / 8] |= (byte) (1 << i % 8);
        }
      }
      return bits;
    }

    private byte[] plain(Object value) {
      return switch (leaf.type()) {
        case INT64 -> eight().putLong(((Number) value).longValue()).array();
        case DOUBLE -> eight().putDouble(((Number) value).doubleValue()).array();
        default -> {
          byte[] text =
              (value instanceof String string ? string : Api.text(value))
                  .getBytes(StandardCharsets.UTF_8);
          yield ByteBuffer.allocate(Integer.BYTES + text.length)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(text.length)
              .put(text)
              .array();
        }
      };
    }

    private static ByteBuffer eight() {
      return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The number of nulls, and of steps the least and the largest. */
    Statistics statistics() {
      Statistics statistics =
          new Statistics().setNull_count(values.stream().filter(value -> value == null).count());
      List<Double> steps = new ArrayList<>();
      values.stream()
          .filter(value -> value instanceof Number)
          .forEach(value -> steps.add(((Number) value).doubleValue()));
      if (path.equals(List.of("_step")) && !steps.isEmpty()) {
        statistics.setMin_value(plain(steps.stream().min(Double::compare).orElseThrow()));
        statistics.setMax_value(plain(steps.stream().max(Double::compare).orElseThrow()));
      }
      return statistics;
    }
  }
}
