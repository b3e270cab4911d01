package io.github.wandbjdbc.engine.values.json;

import io.github.wandbjdbc.engine.values.Column;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.Objects;
import java.util.function.BiFunction;
import org.apache.calcite.rel.type.RelDataType;

/** The casts that JSON functions need of others. */
public interface JsonConversions {
  /**
   * {@code text} as a value of {@code type}, which is no text, as a cast makes it.
   *
   * @return in the class of {@link io.github.wandbjdbc.engine.values.Column#get}
   * @throws io.github.wandbjdbc.engine.values.StatementException with a state of class 22 if it is
   *     none
   */
  Object fromText(String text, RelDataType type);

  /**
   * {@code value} of {@code type}, in the class of {@code Column.get}, as a cast to text has it.
   */
  String toText(Object value, RelDataType type);

  /**
   * Those of {@code casts}, which gives the kernel of a cast from one type to another.
   *
   * @param text VARCHAR of any length
   */
  static JsonConversions of(BiFunction<RelDataType, RelDataType, Kernel> casts, RelDataType text) {
    return new JsonConversions() {
      @Override
      public Object fromText(String value, RelDataType type) {
        return cast(value, text, type);
      }

      @Override
      public String toText(Object value, RelDataType type) {
        return (String) cast(value, type, text);
      }

      private Object cast(Object value, RelDataType from, RelDataType to) {
        Column operand = Kind.of(from).column(1);
        operand.set(0, value);
        Column result = Kind.of(to).column(1);
        casts.apply(from, to).compute(new Column[] {operand}, 1, result, () -> {});
        return Objects.requireNonNull(result.get(0));
      }
    };
  }
}
