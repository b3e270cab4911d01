package io.github.wandbjdbc.engine.execute.expressions;

import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.Numeric;
import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Values from outside in the classes of {@link ColumnVector#get}. */
public final class InternalValues {
  private InternalValues() {}

  /** The value of {@code literal}, null for NULL. */
  public static @Nullable Object of(RexLiteral literal) {
    if (literal.isNull()) {
      return null;
    }
    SqlTypeName type = literal.getType().getSqlTypeName();
    return switch (Kind.of(literal.getType())) {
      case DOUBLE -> literal.getValueAs(Double.class);
      case LONG ->
          switch (type) {
            case BOOLEAN -> RexLiteral.booleanValue(literal) ? 1L : 0L;
            case DATE, TIME -> (long) (int) literal.getValueAs(Integer.class);
            default -> literal.getValueAs(Long.class);
          };
      case OBJECT ->
          switch (type) {
            case CHAR, VARCHAR -> literal.getValueAs(String.class);
            case DECIMAL -> decimal(literal);
            default -> literal.getValue();
          };
    };
  }

  /** Calcite gives literals of NUMERIC the scale of the type. */
  private static @Nullable BigDecimal decimal(RexLiteral literal) {
    BigDecimal value = literal.getValueAs(BigDecimal.class);
    if (value == null || !Numeric.isFree(literal.getType())) {
      return value;
    }
    BigDecimal bare = value.stripTrailingZeros();
    return bare.scale() < 0 ? bare.setScale(0) : bare;
  }

  /** The value of {@code literal} held as a {@code type}, which may be a wider one. */
  public static @Nullable Object of(RexLiteral literal, RelDataType type) {
    Object value = of(literal);
    if (value instanceof Long number) {
      return switch (Kind.of(type)) {
        case DOUBLE -> (Object) (double) number;
        case OBJECT ->
            type.getSqlTypeName() == SqlTypeName.DECIMAL ? BigDecimal.valueOf(number) : value;
        case LONG -> value;
      };
    }
    return value instanceof BigDecimal number && Kind.of(type) == Kind.DOUBLE
        ? (Object) number.doubleValue()
        : value;
  }

  /** {@code value} as values of {@code kind} are held: numbers of any class, and booleans. */
  public static @Nullable Object of(@Nullable Object value, Kind kind) {
    return switch (kind) {
      case DOUBLE -> value instanceof Number number ? (Object) number.doubleValue() : value;
      case LONG ->
          value instanceof Boolean bool
              ? (Object) (bool ? 1L : 0L)
              : value instanceof Number number ? (Object) number.longValue() : value;
      case OBJECT -> value;
    };
  }
}
