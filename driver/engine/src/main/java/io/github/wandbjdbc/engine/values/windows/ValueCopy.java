package io.github.wandbjdbc.engine.values.windows;

import io.github.wandbjdbc.engine.values.Column;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.Numeric;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.ValueType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** Copies values of one type into a column of the same or a wider one. Stateless. */
@FunctionalInterface
interface ValueCopy {
  /** Sets the value of {@code to} at {@code place} to the one of {@code from}. */
  void copy(Column to, int place, Column from, int fromPlace);

  /** Of values of {@code from}, which serves as {@code to}. */
  static ValueCopy of(RelDataType from, RelDataType to) {
    ValueType source = ValueType.of(from);
    ValueType target = ValueType.of(to);
    if (target == ValueType.NUMERIC) {
      return decimals(source, to);
    }
    if (source == ValueType.DATE && target == ValueType.TIMESTAMP) {
      return changing(value -> (Long) value * 86_400_000L);
    }
    if (target == ValueType.DOUBLE && source != ValueType.DOUBLE && source != ValueType.ANY) {
      return changing(value -> ((Number) value).doubleValue());
    }
    if (Kind.of(from) == Kind.of(to)) {
      return Column::copy;
    }
    if (source == ValueType.ANY) {
      return (column, place, values, fromPlace) -> {
        Object value = values.get(fromPlace);
        if (value != null) {
          throw mismatch(source, target);
        }
        column.setNull(place);
      };
    }
    throw mismatch(source, target);
  }

  private static ValueCopy decimals(ValueType source, RelDataType to) {
    boolean isFree = Numeric.isFree(to);
    int scale = to.getScale();
    if (source == ValueType.NUMERIC) {
      return isFree
          ? Column::copy
          : changing(value -> ((BigDecimal) value).setScale(scale, RoundingMode.HALF_UP));
    }
    if (source == ValueType.ANY) {
      return Column::copy;
    }
    if (source == ValueType.DOUBLE) {
      throw mismatch(source, ValueType.NUMERIC);
    }
    return changing(
        value -> {
          BigDecimal number = BigDecimal.valueOf((Long) value);
          return isFree ? number : number.setScale(scale, RoundingMode.HALF_UP);
        });
  }

  /** A value, not NULL, as it is in the wider type. */
  @FunctionalInterface
  interface Change {
    Object of(Object value);
  }

  private static ValueCopy changing(Change change) {
    return (column, place, values, fromPlace) -> {
      @Nullable Object value = values.get(fromPlace);
      column.set(place, value == null ? null : change.of(value));
    };
  }

  private static StatementException mismatch(ValueType source, ValueType target) {
    return new StatementException(
        SqlState.STATEMENT_FAULT,
        "a window's value of type %s doesn't serve as %s".formatted(source, target));
  }
}
