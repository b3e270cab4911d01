package io.github.wandbjdbc.engine.optimize;

import io.github.wandbjdbc.engine.values.Kind;
import org.apache.calcite.rel.type.RelDataType;

/** How the fields of rows are held. */
final class Kinds {
  private Kinds() {}

  /** Those of the fields of {@code rowType}, in their order. */
  static Kind[] of(RelDataType rowType) {
    return rowType.getFieldList().stream()
        .map(field -> Kind.of(field.getType()))
        .toArray(Kind[]::new);
  }
}
