package io.github.wandbjdbc.rows;

import io.github.wandbjdbc.client.RunField;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;

/**
 * One column of a table: the definition from which row types, JDBC metadata and documentation come.
 *
 * @param name as SQL spells it; no two columns of a table are alike but for case
 * @param nullable whether the source may have no value
 * @param remarks the unit, and where the value comes from
 * @param source where a row finds the value
 */
public record Column(
    String name, ColumnType type, boolean nullable, String remarks, ColumnSource source) {

  /** The row type of {@code columns}. */
  public static RelDataType rowType(RelDataTypeFactory factory, List<Column> columns) {
    RelDataTypeFactory.Builder builder = factory.builder();
    for (Column column : columns) {
      builder.add(column.name(), column.type().toRelType(factory, column.mayBeNull()));
    }
    return builder.build();
  }

  /**
   * Whether a row may hold NULL: all sources promise a run's creation, but a server may spell it so
   * that it can't be read.
   */
  public boolean mayBeNull() {
    return nullable || source.equals(new ColumnSource.Field(RunField.CREATED_AT));
  }

  @Override
  public String toString() {
    return name;
  }
}
