package io.github.wandbjdbc.engine.values.windows;

import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.Numeric;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** Copies values of one type into a column of the same or a wider one. Stateless. */
@FunctionalInterface
interface ValueCopy {
  /** Sets the value of {@code to} at {@code place} to the one of {@code from}. */
  void copy(ColumnVector to, int place, ColumnVector from, int fromPlace);

  /** Of values of {@code from}, which serves as {@code to}. */
  static ValueCopy of(RelDataType from, RelDataType to) {
    EngineType source = EngineType.of(from);
    EngineType target = EngineType.of(to);
    if (target == EngineType.NUMERIC) {
      return decimals(source, to);
    }
    if (source == EngineType.DATE && target == EngineType.TIMESTAMP) {
      return changing(value -> (Long) value * 86_400_000L);
    }
    if (target == EngineType.DOUBLE && source != EngineType.DOUBLE && source != EngineType.ANY) {
      return changing(value -> ((Number) value).doubleValue());
    }
    if (Kind.of(from) == Kind.of(to)) {
      return ColumnVector::copy;
    }
    if (source == EngineType.ANY) {
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

  private static ValueCopy decimals(EngineType source, RelDataType to) {
    boolean isFree = Numeric.isFree(to);
    int scale = to.getScale();
    if (source == EngineType.NUMERIC) {
      return isFree
          ? ColumnVector::copy
          : changing(value -> ((BigDecimal) value).setScale(scale, RoundingMode.HALF_UP));
    }
    if (source == EngineType.ANY) {
      return ColumnVector::copy;
    }
    if (source == EngineType.DOUBLE) {
      throw mismatch(source, EngineType.NUMERIC);
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

  private static StatementException mismatch(EngineType source, EngineType target) {
    return new StatementException(
        SqlState.STATEMENT_FAULT,
        "a window's value of type %s doesn't serve as %s".formatted(source, target));
  }
}
