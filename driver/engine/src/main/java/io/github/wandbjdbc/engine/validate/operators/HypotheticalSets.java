package io.github.wandbjdbc.engine.validate.operators;

import io.github.wandbjdbc.engine.values.AggregateEntry;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.aggregates.Aggregates;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code RANK(v) WITHIN GROUP (ORDER BY x)}, and DENSE_RANK, PERCENT_RANK and CUME_DIST: the place
 * that a row with {@code v} would have. They become aggregates of x, v, and the direction.
 */
final class HypotheticalSets {
  private HypotheticalSets() {}

  /** The aggregate that {@code within} stands for; null if it is something else. */
  static @Nullable SqlNode of(SqlCall within) {
    if (!(within.operand(0) instanceof SqlCall rank)
        || !(within.operand(1) instanceof SqlNodeList order)) {
      return null;
    }
    String name = rank.getOperator().getName().toUpperCase(Locale.ROOT);
    AggregateEntry entry = Aggregates.entry(name + Aggregates.HYPOTHETICAL);
    if (entry == null) {
      return null;
    }
    if (rank.operandCount() != 1 || order.size() != 1) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "%1$s takes one value WITHIN GROUP (ORDER BY one value): %1$s(0.5) WITHIN GROUP (ORDER BY x)"
              .formatted(name));
    }
    if (!ConstantNodes.isConstant(rank.operand(0))) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "the value of %s within a group must be a constant or a parameter".formatted(name));
    }
    SqlNode key = order.get(0);
    boolean nullsFirst = false;
    boolean descending = false;
    while (key instanceof SqlCall call) {
      if (call.getKind() == SqlKind.NULLS_FIRST || call.getKind() == SqlKind.NULLS_LAST) {
        nullsFirst = call.getKind() == SqlKind.NULLS_FIRST;
      } else if (call.getKind() == SqlKind.DESCENDING) {
        descending = true;
      } else {
        break;
      }
      key = call.operand(0);
    }
    SqlParserPos position = within.getParserPosition();
    return new SqlBasicCall(
        entry.operator(),
        List.of(
            key,
            rank.operand(0),
            SqlLiteral.createBoolean(descending, position),
            SqlLiteral.createBoolean(nullsFirst, position)),
        position);
  }
}
