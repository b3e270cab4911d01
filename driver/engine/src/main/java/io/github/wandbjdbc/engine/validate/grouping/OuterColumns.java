package io.github.wandbjdbc.engine.validate.grouping;

import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Tells whether an aggregate is of columns of the queries around alone: then it is theirs. */
public final class OuterColumns extends SqlBasicVisitor<@Nullable Void> {
  private final Columns columns;
  private final Set<String> withinQuery = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private boolean inQuery;
  private boolean outer;
  private boolean own;

  private OuterColumns(Columns columns) {
    this.columns = columns;
  }

  /** Whose columns are those that a query names. */
  public interface Columns {
    /** Whether {@code name} is a column of a query around. */
    boolean isOuter(SqlIdentifier name);

    /** Whether {@code name} is a column of its own. */
    boolean isOwn(SqlIdentifier name);
  }

  /** Whether {@code aggregate} names columns, and none but those of queries around. */
  public static boolean areAllIn(SqlCall aggregate, Columns columns) {
    OuterColumns found = new OuterColumns(columns);
    for (SqlNode operand : aggregate.getOperandList()) {
      if (operand != null) {
        operand.accept(found);
      }
    }
    return found.outer && !found.own;
  }

  @Override
  public @Nullable Void visit(SqlIdentifier name) {
    if (name.isStar()) {
      return null;
    }
    if (!inQuery) {
      boolean isOuterOne = columns.isOuter(name);
      outer |= isOuterOne;
      own |= !isOuterOne;
    } else if (name.isSimple()) {
      // It may be of the query in the aggregate.
      own |= columns.isOwn(name);
    } else if (!withinQuery.contains(name.names.get(name.names.size() - 2))) {
      outer |= columns.isOuter(name);
      own |= columns.isOwn(name);
    }
    return null;
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call.getKind() == SqlKind.AS) {
      // What follows the value are names.
      return call.<SqlNode>operand(0).accept(this);
    }
    boolean around = inQuery;
    if (call.isA(SqlKind.QUERY)) {
      inQuery = true;
    }
    if (call instanceof SqlSelect select && select.getFrom() != null) {
      addTables(select.getFrom());
      for (SqlNode part : select.getOperandList()) {
        if (part != null && part != select.getFrom()) {
          part.accept(this);
        }
      }
    } else {
      super.visit(call);
    }
    inQuery = around;
    return null;
  }

  private void addTables(SqlNode from) {
    if (from instanceof SqlJoin join) {
      addTables(join.getLeft());
      addTables(join.getRight());
      if (join.getConditionType() == JoinConditionType.ON && join.getCondition() != null) {
        join.getCondition().accept(this);
      }
    } else if (from.getKind() == SqlKind.AS) {
      SqlCall as = (SqlCall) from;
      withinQuery.add(as.<SqlIdentifier>operand(1).getSimple());
      if (!(as.operand(0) instanceof SqlIdentifier)) {
        as.<SqlNode>operand(0).accept(this);
      }
    } else if (from instanceof SqlIdentifier table) {
      withinQuery.add(table.names.get(table.names.size() - 1));
    } else {
      from.accept(this);
    }
  }
}
