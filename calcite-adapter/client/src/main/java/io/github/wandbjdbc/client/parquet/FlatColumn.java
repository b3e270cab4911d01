package io.github.wandbjdbc.client.parquet;

import io.github.wandbjdbc.client.LoggedValues;
import io.github.wandbjdbc.client.ValueType;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.format.Type;

/** A column that is in no list: one value or none in each row. */
final class FlatColumn implements RowColumn {
  private final Field field;
  private final ColumnReader reader;
  private final Scalar scalar;
  private final Target target;
  private final RowMemory memory;
  private final boolean isDouble;

  FlatColumn(Field field, ColumnReader reader, Target target, RowMemory memory) {
    this.field = field;
    this.reader = reader;
    this.scalar = Scalar.of(field);
    this.target = target;
    this.memory = memory;
    this.isDouble = field.element().getType() == Type.DOUBLE && target.type() == ValueType.NUMBER;
  }

  @Override
  public void read(LoggedValues rows, int[] places, int count) {
    if (isDouble) {
      readDoubles(rows, places, count);
      return;
    }
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

  private void readDoubles(LoggedValues rows, int[] places, int count) {
    int present = field.maxDefinition();
    int index = target.index();
    for (int i = 0; i < count; i++) {
      if (reader.getCurrentDefinitionLevel() == present) {
        if (places[i] == NOWHERE) {
          reader.skip();
        } else {
          rows.setNumber(places[i], index, reader.getDouble());
        }
      }
      reader.consume();
    }
  }
}
