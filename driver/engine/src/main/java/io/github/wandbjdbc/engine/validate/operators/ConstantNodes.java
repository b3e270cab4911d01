package io.github.wandbjdbc.engine.validate.operators;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Looks for names in expressions: what has none is the same for all rows. */
final class ConstantNodes {
  private ConstantNodes() {}

  /** Whether {@code node} names nothing, be it a column or a function without parentheses. */
  static boolean isConstant(SqlNode node) {
    boolean[] names = {false};
    node.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlIdentifier id) {
            names[0] = true;
            return null;
          }
        });
    return !names[0];
  }
}
