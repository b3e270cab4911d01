package io.github.wandbjdbc.engine.validate.grouping;

import io.github.wandbjdbc.engine.values.aggregates.Aggregates;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Finds aggregates in expressions that weren't validated, but in queries and windows within. */
public final class Aggregations extends SqlBasicVisitor<@Nullable Void> {
  private static final Set<String> STANDARD = Set.of("COUNT", "SUM", "MIN", "MAX", "AVG");

  private boolean found;

  private Aggregations() {}

  /** Whether there is one in {@code expressions}. */
  public static boolean areIn(SqlNode expressions) {
    Aggregations aggregations = new Aggregations();
    expressions.accept(aggregations);
    return aggregations.found;
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call.isA(SqlKind.QUERY) || call.getKind() == SqlKind.OVER) {
      return null;
    }
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    found |=
        call.getOperator().isAggregator()
            || STANDARD.contains(name)
            || Aggregates.entry(name) != null;
    return super.visit(call);
  }
}
