package io.github.wandbjdbc.engine.advice;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.jspecify.annotations.Nullable;

/** Whether the first row of a statement is meant to be the best, by a value that may be NaN. */
public final class FirstRow {
  private static final Set<String> TESTS =
      Set.of("IS_NAN", "ISNAN", "FINITE", "ISFINITE", "IS_FINITE", "IS NAN", "IS NOT NAN");

  private FirstRow() {}

  /**
   * Whether {@code statement} wants the first rows in an order, and tests nowhere whether the value
   * that it sorts by is NaN.
   */
  public static boolean isUntested(SqlNode statement) {
    if (!(statement instanceof SqlOrderBy ordered)
        || ordered.fetch == null
        || ordered.orderList.isEmpty()) {
      return false;
    }
    Set<String> sorted = names(key(ordered));
    boolean[] isTested = new boolean[1];
    statement.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            if (TESTS.contains(call.getOperator().getName().toUpperCase(Locale.ROOT))) {
              isTested[0] |= names(call).stream().anyMatch(sorted::contains);
            }
            return super.visit(call);
          }
        });
    return !isTested[0];
  }

  /** The expression of the first key of {@code ordered}. */
  private static SqlNode key(SqlOrderBy ordered) {
    SqlNode key = ordered.orderList.get(0);
    while (key.getKind() == SqlKind.DESCENDING
        || key.getKind() == SqlKind.NULLS_FIRST
        || key.getKind() == SqlKind.NULLS_LAST) {
      key = ((SqlCall) key).operand(0);
    }
    SqlNode query = ordered.query instanceof SqlWith with ? with.body : ordered.query;
    if (!(query instanceof SqlSelect select)) {
      return key;
    }
    if (key instanceof SqlLiteral literal && literal.getTypeName().getName().equals("DECIMAL")) {
      int place = literal.bigDecimalValue() == null ? 0 : literal.intValue(false);
      return place > 0 && place <= select.getSelectList().size()
          ? select.getSelectList().get(place - 1)
          : key;
    }
    if (key instanceof SqlIdentifier name && name.isSimple()) {
      for (SqlNode item : select.getSelectList()) {
        if (name.getSimple().equalsIgnoreCase(SqlValidatorUtil.alias(item))) {
          return item;
        }
      }
    }
    return key;
  }

  private static Set<String> names(SqlNode node) {
    Set<String> names = new HashSet<>();
    node.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlIdentifier name) {
            names.add(name.names.get(name.names.size() - 1).toLowerCase(Locale.ROOT));
            return null;
          }
        });
    return names;
  }
}
