package io.github.wandbjdbc.engine.execute.expressions;

import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.EngineTypeFactory;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.casts.Casts;
import io.github.wandbjdbc.engine.values.json.JsonConversions;
import org.apache.calcite.rel.type.RelDataType;

/** The casts of SQL, a value at a time, for JSON functions. */
public final class JsonCasts implements JsonConversions {
  /** The one. */
  public static final JsonConversions INSTANCE = new JsonCasts();

  private static final RelDataType TEXT = EngineType.TEXT.in(new EngineTypeFactory());

  private JsonCasts() {}

  @Override
  public Object fromText(String text, RelDataType type) {
    return cast(text, TEXT, type);
  }

  @Override
  public String toText(Object value, RelDataType type) {
    return (String) cast(value, type, TEXT);
  }

  private static Object cast(Object value, RelDataType from, RelDataType to) {
    ColumnVector operand = ColumnVector.of(Kind.of(from), 1);
    operand.set(0, value);
    ColumnVector result = ColumnVector.of(Kind.of(to), 1);
    Casts.kernel(from, to).compute(new ColumnVector[] {operand}, 1, result, () -> {});
    Object cast = result.get(0);
    if (cast == null) {
      throw new IllegalStateException("NULL of " + value);
    }
    return cast;
  }
}
