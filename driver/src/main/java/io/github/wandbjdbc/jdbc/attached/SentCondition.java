package io.github.wandbjdbc.jdbc.attached;

import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * A condition that a database is sent: it holds for all rows that the statement's own holds for,
 * and perhaps for more, since that is checked again here.
 */
sealed interface SentCondition {

  /** How many of a thousand rows are likely to meet it, of one. */
  double share();

  /** All of some. */
  record All(List<SentCondition> parts) implements SentCondition {
    @Override
    public double share() {
      return parts.stream().mapToDouble(SentCondition::share).reduce(1, (a, b) -> a * b);
    }
  }

  /** Any of some. */
  record Any(List<SentCondition> parts) implements SentCondition {
    @Override
    public double share() {
      return Math.min(1, parts.stream().mapToDouble(SentCondition::share).sum());
    }
  }

  /** That a column is NULL, or isn't. */
  record Null(AttachedColumn column, boolean isNull) implements SentCondition {
    @Override
    public double share() {
      return isNull ? 0.1 : 0.9;
    }
  }

  /**
   * A comparison of a column with a value that is known when the statement is executed.
   *
   * @param kind one of {@code = <> < <= > >=}
   * @param value a constant, or made of parameters
   * @param laterMillis how much later than the value's the time is that is sent
   */
  record Compared(AttachedColumn column, SqlKind kind, RexNode value, long laterMillis)
      implements SentCondition {
    @Override
    public double share() {
      return kind == SqlKind.EQUALS && column.type() != ColumnReading.BOOLEAN ? 0.05 : 0.4;
    }
  }
}
