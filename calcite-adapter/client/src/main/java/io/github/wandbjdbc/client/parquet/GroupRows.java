package io.github.wandbjdbc.client.parquet;

import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.values.LoggedValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Type;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.PrimitiveType;

/** The rows of one row group, column by column. */
final class GroupRows {
  /** Writers with a known fault in delta-encoded strings wrote no exports. */
  private static final ParsedVersion NO_VERSION = new ParsedVersion("other", "", "");

  private final StepColumn steps;
  private final List<RowColumn> columns;
  private final Optional<StepRange> stated;
  private long remaining;

  private GroupRows(StepColumn steps, List<RowColumn> columns, ParquetFile.Group group) {
    this.steps = steps;
    this.columns = columns;
    this.stated = group.steps();
    this.remaining = group.rows();
  }

  static GroupRows open(
      ParquetFile file,
      ParquetFile.Group group,
      WantedColumns wanted,
      RowMemory memory,
      PageMemory pageMemory,
      Function<List<String>, ChunkStream> streams)
      throws IOException {
    Pages pages = new Pages(group, streams, pageMemory);
    List<RowColumn> columns = new ArrayList<>();
    Map<Field, List<NestedColumn.Part>> nested = new LinkedHashMap<>();
    for (WantedColumns.Part part : wanted.parts()) {
      Optional<Field> column = part.column();
      if (column.isPresent()) {
        if (group.columns().containsKey(column.get().path())) {
          columns.add(column(column.get(), part.target(), pages, memory));
        }
      } else {
        nested
            .computeIfAbsent(part.field(), field -> new ArrayList<>())
            .add(new NestedColumn.Part(part.path(), part.target()));
      }
    }
    for (Map.Entry<Field, List<NestedColumn.Part>> field : nested.entrySet()) {
      columns.add(new NestedColumn(field.getKey(), pages, field.getValue(), memory));
    }
    StepColumn steps = new StepColumn(file.stepColumn(), pages.flat(file.stepColumn()));
    return new GroupRows(steps, columns, group);
  }

  private static RowColumn column(Field field, ValueTarget target, Pages pages, RowMemory memory)
      throws IOException {
    return field.element().getType() == Type.DOUBLE && target.type() == ValueType.NUMBER
        ? new FlatDoubles(pages.flat(field), target.index())
        : new FlatColumn(field, pages.reader(field), target, memory);
  }

  /** Reads the steps of the next rows, {@code most} of them; returns how many there were. */
  int readSteps(long[] into, int most) throws IOException {
    int count = (int) Math.min(most, remaining);
    steps.read(into, count);
    remaining -= count;
    return count;
  }

  /** Others count on what the statistics say. */
  void checkSteps(long[] read, int count) throws IOException {
    for (int i = 0; i < count && stated.isPresent(); i++) {
      if (read[i] != StepColumn.NONE && !stated.get().contains(read[i])) {
        throw new IOException(
            "step %d, where the statistics say %s".formatted(read[i], stated.get()));
      }
    }
  }

  /** Reads the values of the rows whose steps were read last, as {@link RowColumn#read} does. */
  void readValues(LoggedValues rows, int[] places, int count) {
    for (RowColumn column : columns) {
      column.read(rows, places, count);
    }
  }

  boolean isDone() {
    return remaining == 0;
  }

  /** The pages of the group's columns, each made anew for whoever asks. */
  private record Pages(
      ParquetFile.Group group, Function<List<String>, ChunkStream> streams, PageMemory memory)
      implements PageReadStore {

    ColumnReader reader(Field column) throws IOException {
      ColumnDescriptor descriptor = descriptor(column);
      return new ColumnReaderImpl(
          descriptor, getPageReader(descriptor), new PrimitiveConverter() {}, NO_VERSION);
    }

    /** The numbers of a column that is in no list. */
    FlatPages flat(Field column) throws IOException {
      ColumnDescriptor descriptor = descriptor(column);
      return new FlatPages(getPageReader(descriptor), descriptor);
    }

    private static ColumnDescriptor descriptor(Field column) throws IOException {
      return new ColumnDescriptor(
          column.path().toArray(String[]::new),
          (PrimitiveType) column.type(),
          column.maxRepetition(),
          column.maxDefinition());
    }

    @Override
    public ChunkPages getPageReader(ColumnDescriptor descriptor) {
      List<String> path = List.of(descriptor.getPath());
      ColumnMetaData column = group.columns().get(path);
      if (column == null) {
        throw new IllegalArgumentException("a row group without the column " + path);
      }
      return new ChunkPages(streams.apply(path), column, descriptor, memory);
    }

    @Override
    public long getRowCount() {
      return group.rows();
    }
  }
}
