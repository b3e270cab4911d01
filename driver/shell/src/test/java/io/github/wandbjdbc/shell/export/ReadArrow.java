package io.github.wandbjdbc.shell.export;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.types.pojo.Field;

/** An Arrow file, read by Arrow's own library. */
final class ReadArrow {
  private ReadArrow() {}

  /** Takes what the file has. */
  @FunctionalInterface
  private interface Use<T> {
    T of(ArrowFileReader reader) throws IOException;
  }

  /** The columns with their types. */
  static List<String> columns(Path file) throws IOException {
    return read(
        file,
        reader ->
            reader.getVectorSchemaRoot().getSchema().getFields().stream()
                .map(Field::toString)
                .toList());
  }

  /** The notes on the whole file. */
  static Map<String, String> notes(Path file) throws IOException {
    return read(
        file,
        reader -> {
          reader.initialize();
          return Map.copyOf(reader.getMetaData());
        });
  }

  /** Where in the file the buffers of each record batch begin. */
  static List<Long> bodies(Path file) throws IOException {
    return read(
        file,
        reader ->
            reader.getRecordBlocks().stream()
                .map(block -> block.getOffset() + block.getMetadataLength())
                .toList());
  }

  /** How many rows each record batch has. */
  static List<Integer> batches(Path file) throws IOException {
    List<Integer> rows = new ArrayList<>();
    forEachBatch(file, batch -> rows.add(batch.getRowCount()));
    return rows;
  }

  /** Each row's values as texts, parted by bars. */
  static List<String> rows(Path file) throws IOException {
    List<String> rows = new ArrayList<>();
    forEachBatch(
        file,
        batch -> {
          for (int i = 0; i < batch.getRowCount(); i++) {
            int row = i;
            rows.add(
                String.join(
                    "|",
                    batch.getFieldVectors().stream()
                        .map(vector -> String.valueOf(vector.getObject(row)))
                        .toList()));
          }
        });
    return rows;
  }

  /** Shows {@code use} each record batch while it is in memory. */
  static void forEachBatch(Path file, Consumer<VectorSchemaRoot> use) throws IOException {
    read(
        file,
        reader -> {
          while (reader.loadNextBatch()) {
            use.accept(reader.getVectorSchemaRoot());
          }
          return true;
        });
  }

  private static <T> T read(Path file, Use<T> use) throws IOException {
    try (BufferAllocator memory = new RootAllocator();
        FileChannel channel = FileChannel.open(file);
        ArrowFileReader reader = new ArrowFileReader(channel, memory)) {
      return use.of(reader);
    }
  }
}
