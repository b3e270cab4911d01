package io.github.wandbjdbc.client.parquet;

import io.github.wandbjdbc.client.values.LoggedValues;
import org.apache.parquet.column.ColumnReader;

/** A column that is in no list: one value or none in each row. */
final class FlatColumn implements RowColumn {
  private final Field field;
  private final ColumnReader reader;
  private final Scalar scalar;
  private final ValueTarget target;
  private final RowMemory memory;

  FlatColumn(Field field, ColumnReader reader, ValueTarget target, RowMemory memory) {
    this.field = field;
    this.reader = reader;
    this.scalar = Scalar.of(field);
    this.target = target;
    this.memory = memory;
  }

  @Override
  public void read(LoggedValues rows, int[] places, int count) {
    int present = field.maxDefinition();
    for (int i = 0; i < count; i++) {
      if (reader.getCurrentDefinitionLevel() == present) {
        if (places[i] == NOWHERE) {
          reader.skip();
        } else {
          target.put(rows, places[i], scalar.read(field, reader, memory));
        }
      }
      reader.consume();
    }
  }
}
