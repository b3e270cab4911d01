package io.github.wandbjdbc.client.parquet;

import io.github.wandbjdbc.client.values.LoggedValues;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** A field of structs, lists or maps, of which several values may be wanted. */
final class NestedColumn implements RowColumn {
  private final RecordReader<@Nullable Object> reader;
  private final List<Part> parts;
  private final RowMemory memory;

  /**
   * Reads {@code field}, a field at the top.
   *
   * @param pages of its columns
   */
  NestedColumn(Field field, PageReadStore pages, List<Part> parts, RowMemory memory)
      throws IOException {
    MessageType message = new MessageType("row", field.type());
    this.reader =
        new ColumnIOFactory()
            .getColumnIO(message)
            .getRecordReader(pages, new NestedValues(field, memory));
    this.parts = List.copyOf(parts);
    this.memory = memory;
  }

  /**
   * A wanted part of its values.
   *
   * @param path the names from the field to the part; empty for all of it
   */
  record Part(List<String> path, ValueTarget target) {}

  @Override
  public void read(LoggedValues rows, int[] places, int count) {
    for (int i = 0; i < count; i++) {
      long before = memory.held();
      Object value = reader.read();
      if (places[i] == NOWHERE) {
        memory.giveBack(before);
      } else {
        for (Part part : parts) {
          part.target().put(rows, places[i], at(value, part.path()));
        }
      }
    }
  }

  private static @Nullable Object at(@Nullable Object value, List<String> path) {
    @Nullable Object part = value;
    for (String name : path) {
      part = part instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return part;
  }
}
