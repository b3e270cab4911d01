package io.github.wandbjdbc.engine.validate.grouping;

import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Says of the sort keys within aggregates that NULL comes last, where they don't say themselves:
 * Calcite asks the validator's default for the keys of statements and windows alone.
 */
public final class OrderedAggregates {
  private static final Set<String> WITH_ORDER =
      Set.of("STRING_AGG", "GROUP_CONCAT", "LISTAGG", "ARRAY_AGG", "ARRAY_CONCAT_AGG");

  private OrderedAggregates() {}

  /** {@code call} itself; if it is an aggregate with sort keys, these are spelled out. */
  public static SqlCall nullsLast(SqlCall call) {
    int last = call.operandCount() - 1;
    boolean isOrdered =
        call.getKind() == SqlKind.WITHIN_GROUP
            || WITH_ORDER.contains(call.getOperator().getName().toUpperCase(Locale.ROOT));
    if (isOrdered && last > 0 && call.operand(last) instanceof SqlNodeList keys) {
      for (int i = 0; i < keys.size(); i++) {
        SqlNode key = keys.get(i);
        if (key.getKind() != SqlKind.NULLS_FIRST && key.getKind() != SqlKind.NULLS_LAST) {
          keys.set(i, SqlStdOperatorTable.NULLS_LAST.createCall(key.getParserPosition(), key));
        }
      }
    }
    return call;
  }
}
