package io.github.wandbjdbc.scan;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;

/** The row of a scan that is counted at its source. */
final class Counts {
  private Counts() {}

  /** One number, never null. */
  static RelDataType rowType(RelDataTypeFactory factory) {
    return factory.builder().add("count", SqlTypeName.BIGINT).build();
  }
}
