package io.github.wandbjdbc.engine.validate;

import java.util.function.Predicate;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Tells whether an aggregate is of columns of the queries around alone: then it is theirs. */
final class OuterColumns extends SqlBasicVisitor<@Nullable Void> {
  private final Predicate<SqlIdentifier> isOuter;
  private boolean outer;
  private boolean own;

  private OuterColumns(Predicate<SqlIdentifier> isOuter) {
    this.isOuter = isOuter;
  }

  /** Whether {@code aggregate} names columns, and none but those that {@code isOuter}. */
  static boolean areAllIn(SqlCall aggregate, Predicate<SqlIdentifier> isOuter) {
    OuterColumns columns = new OuterColumns(isOuter);
    for (SqlNode operand : aggregate.getOperandList()) {
      if (operand != null) {
        operand.accept(columns);
      }
    }
    return columns.outer && !columns.own;
  }

  @Override
  public @Nullable Void visit(SqlIdentifier name) {
    if (!name.isStar()) {
      boolean isOuterOne = isOuter.test(name);
      outer |= isOuterOne;
      own |= !isOuterOne;
    }
    return null;
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call.isA(SqlKind.QUERY)) {
      // What it reads may be of either.
      own = true;
      return null;
    }
    return super.visit(call);
  }
}
