package io.github.wandbjdbc.engine.validate;

import io.github.wandbjdbc.engine.values.aggregates.Aggregates;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Util;

/** Finds aggregates in expressions that weren't validated, but in queries and windows within. */
final class Aggregations extends SqlBasicVisitor<Void> {
  private static final Set<String> STANDARD = Set.of("COUNT", "SUM", "MIN", "MAX", "AVG");

  private Aggregations() {}

  /** Whether there is one in {@code expressions}. */
  static boolean areIn(SqlNode expressions) {
    try {
      expressions.accept(new Aggregations());
      return false;
    } catch (Util.FoundOne e) {
      return true;
    }
  }

  @Override
  public Void visit(SqlCall call) {
    if (call.isA(SqlKind.QUERY)) {
      return null;
    }
    if (call.getKind() == SqlKind.OVER) {
      return null;
    }
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    if (call.getOperator().isAggregator()
        || STANDARD.contains(name)
        || Aggregates.entry(name) != null) {
      throw Util.FoundOne.NULL;
    }
    return super.visit(call);
  }
}
