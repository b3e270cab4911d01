package io.github.wandbjdbc.client.parquet;

import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.lifetime.ByteBudget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/** An exported file: what its footer says of it. Immutable. */
public final class ParquetFile implements AutoCloseable {
  /** The name of the column that tells the step of a row. */
  static final String STEP = "_step";

  private static final int MAGIC = 0x31524150; // PAR1
  private static final int TAIL_BYTES = 8;
  private static final int MIN_BYTES = 12;

  /** A thousand row groups of a thousand columns take some 100 MB. */
  private static final int MAX_FOOTER_BYTES =
      (int) Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8);

  /** So many times larger it is once it is read. */
  private static final int FOOTER_WEIGHT = 4;

  private final ByteSource source;
  private final Field root;
  private final @Nullable Field stepColumn;
  private final List<Group> groups;
  private final long rows;
  private final ByteBudget.Lease lease;

  private ParquetFile(ByteSource source, Field root, List<Group> groups, ByteBudget.Lease lease) {
    this.source = source;
    this.lease = lease;
    this.root = root;
    this.groups = List.copyOf(groups);
    this.rows = groups.stream().mapToLong(Group::rows).sum();
    this.stepColumn =
        root.children().stream()
            .filter(field -> field.name().equals(STEP) && StepColumn.isStep(field))
            .findFirst()
            .orElse(null);
  }

  /**
   * A row group.
   *
   * @param steps between which steps its rows are, as its statistics say
   * @param columns what it holds, by path
   */
  record Group(long rows, Optional<StepRange> steps, Map<List<String>, ColumnMetaData> columns) {}

  /**
   * Reads the footer.
   *
   * @throws IOException if it isn't a Parquet file, or can't be read
   */
  public static ParquetFile open(ByteSource source) throws IOException {
    ByteBudget.Lease lease = ByteBudget.OF_THE_JVM.lease();
    boolean isOpen = false;
    try {
      ParquetFile file = open(source, lease);
      isOpen = true;
      return file;
    } finally {
      if (!isOpen) {
        lease.close();
      }
    }
  }

  private static ParquetFile open(ByteSource source, ByteBudget.Lease lease) throws IOException {
    FileMetaData footer = footer(source, lease);
    try {
      Field root = Field.root(footer.getSchema());
      Map<List<String>, Field> columns = new HashMap<>();
      for (Field column : root.columns()) {
        if (columns.put(column.path(), column) != null) {
          throw new IOException("two columns of the name " + column.path());
        }
      }
      List<Group> groups = new ArrayList<>();
      for (RowGroup group : footer.getRow_groups()) {
        groups.add(group(group, columns, source.size()));
      }
      return new ParquetFile(source, root, groups, lease);
    } catch (RuntimeException e) {
      throw new IOException("a footer that contradicts itself: " + e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw new IOException("columns that are nested too deeply", e);
    }
  }

  private static FileMetaData footer(ByteSource source, ByteBudget.Lease lease) throws IOException {
    if (source.size() < MIN_BYTES) {
      throw new IOException("a Parquet file of %d bytes".formatted(source.size()));
    }
    ByteBuffer tail =
        ByteBuffer.wrap(source.bytes(source.size() - TAIL_BYTES, TAIL_BYTES).await())
            .order(ByteOrder.LITTLE_ENDIAN);
    int length = tail.getInt();
    if (tail.getInt() != MAGIC) {
      throw new IOException("not a Parquet file: it doesn't end in PAR1");
    }
    if (length <= 0 || length > source.size() - MIN_BYTES || length > MAX_FOOTER_BYTES) {
      throw new IOException(
          "a footer of %d bytes in a file of %d".formatted(length, source.size()));
    }
    if (!lease.take((long) FOOTER_WEIGHT * length)) {
      throw new UnsuitedException("there is no memory for its footer beside what others read");
    }
    byte[] bytes = source.bytes(source.size() - TAIL_BYTES - length, length).await();
    try {
      return Util.readFileMetaData(new ByteArrayInputStream(bytes), length);
    } catch (RuntimeException e) {
      throw new IOException("a footer that can't be read: " + e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw new IOException("a footer that is nested too deeply", e);
    }
  }

  private static Group group(RowGroup group, Map<List<String>, Field> schema, long size)
      throws IOException {
    if (group.getNum_rows() < 0) {
      throw new IOException("a row group of %d rows".formatted(group.getNum_rows()));
    }
    Map<List<String>, ColumnMetaData> columns = new HashMap<>();
    for (ColumnChunk chunk : group.getColumns()) {
      ColumnMetaData column = chunk.getMeta_data();
      if (column == null || chunk.isSetFile_path() || chunk.isSetCrypto_metadata()) {
        throw new IOException("a column that is encrypted, or in another file");
      }
      List<String> path = List.copyOf(column.getPath_in_schema());
      Field field = schema.get(path);
      long start = start(column);
      long length = column.getTotal_compressed_size();
      if (field == null
          || column.getType() != field.element().getType()
          || start < 0
          || length < 0
          || length > size - start
          || column.getNum_values() < 0
          || (field.maxRepetition() == 0 && column.getNum_values() != group.getNum_rows())) {
        throw new IOException("a column %s that contradicts the schema".formatted(path));
      }
      columns.put(path, column);
    }
    Field step = schema.get(List.of(STEP));
    ColumnMetaData steps = columns.get(List.of(STEP));
    return new Group(
        group.getNum_rows(),
        step == null || steps == null ? Optional.empty() : StepColumn.range(step, steps),
        Map.copyOf(columns));
  }

  /** Where a column begins: with its dictionary, if it has one. */
  static long start(ColumnMetaData column) {
    long data = column.getData_page_offset();
    long dictionary = column.isSetDictionary_page_offset() ? column.getDictionary_page_offset() : 0;
    return dictionary > 0 && dictionary < data ? dictionary : data;
  }

  /** How many rows it has, those without a step included. */
  public long rows() {
    return rows;
  }

  /** Whether its rows say which step they are; others are of no use. */
  public boolean hasSteps() {
    return stepColumn != null;
  }

  /** Between which steps its rows are; empty if its statistics don't say, or if it has no rows. */
  public Optional<StepRange> steps() {
    long first = Long.MAX_VALUE;
    long end = 0;
    for (Group group : groups) {
      if (group.rows() > 0) {
        if (group.steps().isEmpty()) {
          return Optional.empty();
        }
        first = Math.min(first, group.steps().get().first());
        end = Math.max(end, group.steps().get().end());
      }
    }
    return first >= end ? Optional.empty() : Optional.of(new StepRange(first, end));
  }

  /** Whether {@code columns} and the steps are packed in ways that we know. */
  boolean canBeUnpacked(Collection<Field> columns) {
    List<List<String>> paths = new ArrayList<>(columns.stream().map(Field::path).toList());
    paths.add(stepColumn().path());
    return groups.stream()
        .flatMap(group -> paths.stream().map(group.columns()::get))
        .allMatch(column -> column == null || Compression.isKnown(column.getCodec()));
  }

  /** Whether some row has a value in {@code field}, as far as can be told. */
  boolean hasValues(Field field) {
    return groups.stream()
        .flatMap(group -> field.columns().stream().map(Field::path).map(group.columns()::get))
        .anyMatch(
            column ->
                column != null
                    && (column.getStatistics() == null
                        || !column.getStatistics().isSetNull_count()
                        || column.getStatistics().getNull_count() < column.getNum_values()));
  }

  /** How many of its rows say which step they are; empty if only reading them would tell. */
  public OptionalLong rowsWithSteps() {
    boolean isRequired = stepColumn().maxDefinition() == 0;
    long count = 0;
    for (Group group : groups) {
      ColumnMetaData column = group.columns().get(stepColumn().path());
      if (column == null) {
        continue;
      }
      Statistics statistics = column.getStatistics();
      if (!isRequired && (statistics == null || !statistics.isSetNull_count())) {
        return OptionalLong.empty();
      }
      count += group.rows() - (isRequired ? 0 : statistics.getNull_count());
    }
    return OptionalLong.of(count);
  }

  /** Whether the steps of its rows can be read without fetching anything. */
  public boolean areStepsHere() {
    List<String> path = stepColumn().path();
    return groups.stream()
        .map(group -> group.columns().get(path))
        .allMatch(
            column ->
                column == null || source.isHere(start(column), column.getTotal_compressed_size()));
  }

  /** Whether its row groups are in the order of their steps, as far as statistics tell. */
  public boolean areGroupsInOrder() {
    long end = 0;
    for (Group group : groups) {
      if (group.rows() > 0 && group.steps().isPresent()) {
        if (group.steps().get().first() < end) {
          return false;
        }
        end = group.steps().get().end();
      }
    }
    return true;
  }

  /** Whether steps are written as numbers with a fraction, of which statistics pass over NaN. */
  public boolean areStepsFloats() {
    Type type = stepColumn().element().getType();
    return type == Type.DOUBLE || type == Type.FLOAT;
  }

  ByteSource source() {
    return source;
  }

  Field root() {
    return root;
  }

  List<Group> groups() {
    return groups;
  }

  Field stepColumn() {
    if (stepColumn == null) {
      throw new IllegalStateException("a file without steps");
    }
    return stepColumn;
  }

  /** The memory that reading it takes. */
  ByteBudget.Lease lease() {
    return lease;
  }

  @Override
  public void close() {
    lease.close();
    source.close();
  }
}
