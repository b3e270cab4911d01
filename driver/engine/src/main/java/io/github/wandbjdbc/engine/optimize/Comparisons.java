package io.github.wandbjdbc.engine.optimize;

import com.google.common.collect.ImmutableList;
import io.github.wandbjdbc.engine.values.DoubleComparison;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Comparisons of doubles as {@link DoubleComparison}s, or of whole numbers that are equal when the
 * doubles are.
 */
public final class Comparisons {
  private final RexBuilder builder;

  Comparisons(RexBuilder builder) {
    this.builder = builder;
  }

  /** The same call, but that a comparison of doubles is one that no rule rewrites. */
  RexNode exact(RexCall call) {
    if (call.getOperands().size() != 2 || !isOfDoubles(call.getOperands())) {
      return call;
    }
    return switch (call.getKind()) {
      case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          ofDoubles(call, call.getKind());
      case EQUALS -> equality(call);
      case NOT_EQUALS ->
          builder.makeCall(call.getType(), SqlStdOperatorTable.NOT, List.of(equality(call)));
      case IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM -> distinction(call);
      default -> call;
    };
  }

  /** NaN is one value to it, as it is to the keys of one side. */
  private RexNode distinction(RexCall call) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    if (!isNumber(left) && !isNumber(right)) {
      return builder.makeCall(
          call.getOperator(),
          DoubleComparison.leftKey(builder, asDouble(left)),
          DoubleComparison.leftKey(builder, asDouble(right)));
    }
    SqlOperator test =
        call.isA(SqlKind.IS_DISTINCT_FROM)
            ? SqlStdOperatorTable.IS_NOT_TRUE
            : SqlStdOperatorTable.IS_TRUE;
    return builder.makeCall(test, builder.makeCall(SqlStdOperatorTable.EQUALS, left, right));
  }

  /** The same, but that values are looked for among those of the query by their keys. */
  RexNode exact(RexSubQuery query) {
    boolean quantified = query.getKind() == SqlKind.SOME;
    if (query.getKind() != SqlKind.IN && !quantified) {
      return query;
    }
    List<RexNode> operands = new ArrayList<>();
    List<RexNode> values = new ArrayList<>();
    for (int i = 0; i < query.getOperands().size(); i++) {
      RexNode operand = query.getOperands().get(i);
      RexNode value = builder.makeInputRef(query.rel, i);
      boolean ofDoubles = isOfDoubles(List.of(operand, value));
      operands.add(ofDoubles ? DoubleComparison.leftKey(builder, asDouble(operand)) : operand);
      values.add(ofDoubles ? DoubleComparison.rightKey(builder, asDouble(value)) : value);
    }
    if (operands.equals(query.getOperands())) {
      return query;
    }
    RelNode keys =
        LogicalProject.create(
            query.rel, List.of(), values, query.rel.getRowType().getFieldNames(), Set.of());
    if (!quantified) {
      return RexSubQuery.in(keys, ImmutableList.copyOf(operands));
    }
    SqlQuantifyOperator operator = (SqlQuantifyOperator) query.getOperator();
    if (operator.comparisonKind != SqlKind.EQUALS
        && operator.comparisonKind != SqlKind.NOT_EQUALS) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "SOME, ANY and ALL compare numbers of type DOUBLE only by = and <>: for x >= ALL"
              + " (SELECT y ...) write x >= (SELECT MAX(y) ...), for x < ANY (SELECT y ...) write"
              + " x < (SELECT MAX(y) ...)");
    }
    return RexSubQuery.some(keys, ImmutableList.copyOf(operands), operator);
  }

  /** Rules may do to an equality with a number what they like: no number is NaN. */
  private RexNode equality(RexCall call) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    if (isNumber(left) || isNumber(right)) {
      return call.getKind() == SqlKind.EQUALS
          ? call
          : builder.makeCall(call.getType(), SqlStdOperatorTable.EQUALS, call.getOperands());
    }
    if (RexUtil.isConstant(left) || RexUtil.isConstant(right)) {
      return ofDoubles(call, SqlKind.EQUALS);
    }
    return builder.makeCall(
        call.getType(),
        SqlStdOperatorTable.EQUALS,
        List.of(
            DoubleComparison.leftKey(builder, asDouble(left)),
            DoubleComparison.rightKey(builder, asDouble(right))));
  }

  private RexNode ofDoubles(RexCall call, SqlKind kind) {
    SqlOperator operator = DoubleComparison.of(kind);
    return builder.makeCall(
        call.getType(), operator, call.getOperands().stream().map(this::asDouble).toList());
  }

  private RexNode asDouble(RexNode node) {
    if (node.getType().getSqlTypeName() == SqlTypeName.DOUBLE) {
      return node;
    }
    RelDataType type = builder.getTypeFactory().createSqlType(SqlTypeName.DOUBLE);
    return builder.makeCast(
        builder.getTypeFactory().createTypeWithNullability(type, node.getType().isNullable()),
        node);
  }

  private static boolean isNumber(RexNode node) {
    return node instanceof RexLiteral literal
        && !literal.isNull()
        && !(literal.getValue() instanceof Double number && !Double.isFinite(number));
  }

  private static boolean isOfDoubles(List<RexNode> operands) {
    return operands.stream().anyMatch(node -> SqlTypeUtil.isApproximateNumeric(node.getType()))
        && operands.stream().allMatch(node -> SqlTypeUtil.isNumeric(node.getType()));
  }
}
