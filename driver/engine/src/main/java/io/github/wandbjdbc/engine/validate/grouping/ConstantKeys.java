package io.github.wandbjdbc.engine.validate.grouping;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Refuses to sort or group by a constant that isn't the number of a column, as PostgreSQL does:
 * {@code ORDER BY 'loss'} would leave the rows as they are; and to sort a UNION by expressions.
 */
public final class ConstantKeys {
  private ConstantKeys() {}

  public static void refuse(SqlCall call) {
    if (call instanceof SqlSelect select) {
      refuse(select.getGroup(), "GROUP BY");
      refuse(select.getOrderList(), "ORDER BY");
    } else if (call instanceof SqlOrderBy ordered) {
      refuse(ordered.orderList, "ORDER BY");
      refuseFraction(ordered.fetch, "LIMIT");
      refuseFraction(ordered.offset, "OFFSET");
      if (isSet(ordered.query)) {
        ordered.orderList.forEach(ConstantKeys::refuseExpression);
      }
    }
  }

  private static void refuseFraction(@Nullable SqlNode count, String clause) {
    if (count instanceof SqlNumericLiteral number && !number.isInteger()) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "%s takes a whole number, not %s".formatted(clause, number.toValue()));
    }
  }

  private static boolean isSet(SqlNode query) {
    return query instanceof SqlWith with
        ? isSet(with.body)
        : SqlKind.SET_QUERY.contains(query.getKind());
  }

  private static void refuseExpression(@Nullable SqlNode key) {
    SqlNode bare = key == null ? null : SortKeys.bare(key);
    if (bare instanceof SqlCall) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          ("a UNION, INTERSECT or EXCEPT can only be sorted by names or numbers of its"
                  + " columns, not by %s: sort in an outer query, SELECT ... FROM (... UNION ...)"
                  + " ORDER BY ...")
              .formatted(StatementException.shortened(bare.toString().replace('`', '"'))));
    }
  }

  private static void refuse(@Nullable List<? extends @Nullable SqlNode> keys, String clause) {
    if (keys == null) {
      return;
    }
    for (SqlNode key : keys) {
      if (key == null) {
        continue;
      }
      switch (key.getKind()) {
        case LITERAL -> refuse((SqlLiteral) key, clause);
        case DYNAMIC_PARAM -> refuseParameter(clause);
        case DESCENDING,
            NULLS_FIRST,
            NULLS_LAST,
            GROUPING_SETS,
            ROLLUP,
            CUBE,
            ROW,
            GROUP_BY_DISTINCT ->
            refuse(((SqlCall) key).getOperandList(), clause);
        default -> {
          if (key instanceof SqlNodeList list) {
            refuse(list, clause);
          }
        }
      }
    }
  }

  /** Its value would be that of each row. */
  private static void refuseParameter(String clause) {
    if (clause.equals("ORDER BY")) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "ORDER BY ? sorts by nothing, since a parameter has the same value for all"
              + " rows: write the column's name in the statement, or CASE WHEN ? = 'a' THEN a"
              + " ELSE b END");
    }
  }

  private static void refuse(SqlLiteral key, String clause) {
    boolean isPlace =
        key instanceof SqlNumericLiteral number
            && number.isInteger()
            && number.bigDecimalValue().signum() > 0;
    boolean hasType =
        key instanceof SqlUnknownLiteral
            || (key.getTypeName() != SqlTypeName.CHAR
                && !(key instanceof SqlNumericLiteral)
                && key.getTypeName() != SqlTypeName.BOOLEAN
                && key.getTypeName() != SqlTypeName.NULL);
    if (!isPlace && !hasType) {
      throw StatementException.placed(
          SqlState.SYNTAX,
          key.getParserPosition(),
          ("syntax error: %s %s is not a column: write its name without quotes or in \","
                  + " or its number in the SELECT list%s")
              .formatted(
                  clause,
                  StatementException.shortened(key.toString()),
                  key.getTypeName() == SqlTypeName.CHAR
                      ? ": write \"%s\"".formatted(StatementException.shortened(key.toValue()))
                      : ""));
    }
  }
}
