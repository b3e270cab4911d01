package io.github.wandbjdbc.engine.values.json;

import org.apache.calcite.rel.type.RelDataType;

/** The casts that JSON functions need of others. */
public interface JsonConversions {
  /**
   * {@code text} as a value of {@code type}, which is no text, as a cast makes it.
   *
   * @return in the class of {@link io.github.wandbjdbc.engine.values.ColumnVector#get}
   * @throws io.github.wandbjdbc.engine.values.StatementException with a state of class 22 if it is
   *     none
   */
  Object fromText(String text, RelDataType type);

  /**
   * {@code value} of {@code type}, in the class of {@code ColumnVector.get}, as a cast to text has
   * it.
   */
  String toText(Object value, RelDataType type);
}
