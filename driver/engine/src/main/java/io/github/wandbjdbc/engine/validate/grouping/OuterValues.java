package io.github.wandbjdbc.engine.validate.grouping;

import io.github.wandbjdbc.engine.validate.QueryConverter;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.Optionality;
import org.jspecify.annotations.Nullable;

/**
 * Marks the columns of the queries around in a query of groups: they have one value for all groups,
 * though nothing is grouped by them. {@link QueryConverter} takes the marks away again.
 */
public final class OuterValues extends SqlShuttle {
  /** The marker of a column of an outer query, beside the aggregates of groups. */
  public static final SqlAggFunction MARK =
      new SqlAggFunction(
          "OUTER VALUE",
          null,
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.ARG0_FORCE_NULLABLE,
          null,
          OperandTypes.ANY,
          SqlFunctionCategory.USER_DEFINED_FUNCTION,
          false,
          false,
          Optionality.FORBIDDEN) {
        /** No catalogue knows it. */
        @Override
        public RelDataType deriveType(
            SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
          validator.deriveType(scope.getOperandScope(call), call.operand(0));
          return validateOperands(validator, scope, call);
        }
      };

  private final Predicate<SqlIdentifier> isOuter;
  private final Set<String> grouped;
  private final ExpressionEquality likeness;

  private OuterValues(
      Predicate<SqlIdentifier> isOuter, Set<String> grouped, ExpressionEquality likeness) {
    this.isOuter = isOuter;
    this.grouped = grouped;
    this.likeness = likeness;
  }

  /**
   * Marks those in {@code select}, whose names are settled, and which has groups.
   *
   * @param grouped the likeness of what rows are grouped by
   */
  public static void mark(
      SqlSelect select,
      Predicate<SqlIdentifier> isOuter,
      Set<String> grouped,
      ExpressionEquality likeness) {
    OuterValues values = new OuterValues(isOuter, grouped, likeness);
    values.in(select.getSelectList());
    if (select.getHaving() != null) {
      select.setHaving(values.marked(select.getHaving()));
    }
    if (select.getQualify() != null) {
      select.setQualify(values.marked(select.getQualify()));
    }
    if (select.getOrderList() != null) {
      values.in(select.getOrderList());
    }
  }

  private void in(SqlNodeList nodes) {
    for (int i = 0; i < nodes.size(); i++) {
      nodes.set(i, marked(nodes.get(i)));
    }
  }

  private SqlNode marked(SqlNode node) {
    SqlNode visited = node.accept(this);
    return visited == null ? node : visited;
  }

  @Override
  public @Nullable SqlNode visit(SqlIdentifier name) {
    return !name.isStar() && isOuter.test(name) && !grouped.contains(likeness.of(name))
        ? MARK.createCall(name.getParserPosition(), List.of(name))
        : name;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call.getKind() == SqlKind.AS) {
      call.setOperand(0, marked(call.operand(0)));
      return call;
    }
    if (call.isA(SqlKind.QUERY) || grouped.contains(likeness.of(call))) {
      return call;
    }
    switch (call.getKind()) {
      case OVER -> {
        if (call.operand(0) instanceof SqlCall function) {
          for (int i = 0; i < function.operandCount(); i++) {
            if (function.operand(i) != null) {
              function.setOperand(i, marked(function.operand(i)));
            }
          }
        }
        call.setOperand(1, marked(call.operand(1)));
        return call;
      }
      case FILTER, WITHIN_GROUP -> {
        return call;
      }
      default -> {
        return call.getOperator().isAggregator() ? call : super.visit(call);
      }
    }
  }
}
