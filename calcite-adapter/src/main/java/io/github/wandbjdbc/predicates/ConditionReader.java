package io.github.wandbjdbc.predicates;

import io.github.wandbjdbc.client.RunFilter.Operator;
import io.github.wandbjdbc.engine.values.DoubleComparison;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * Reads predicates of SQL, and has a {@link ConditionBuilder} make of them what a scan pushes. What
 * can't be pushed reads as null, which is no fault: it stays in SQL.
 */
public final class ConditionReader<C> {
  private final List<Column> columns;
  private final RexBuilder builder;
  private final ConditionBuilder<C> conditions;

  /** A reader of predicates on {@code columns}. */
  public ConditionReader(List<Column> columns, RexBuilder builder, ConditionBuilder<C> conditions) {
    this.columns = columns;
    this.builder = builder;
    this.conditions = conditions;
  }

  /** The part of {@code predicate} that is pushed, or null. */
  public @Nullable C read(RexNode predicate) {
    Values in = in(predicate);
    if (in != null) {
      return conditions.in(in.column(), in.values());
    }
    Values notIn = notIn(predicate);
    if (notIn != null) {
      return conditions.notIn(notIn.column(), notIn.values());
    }
    return switch (predicate.getKind()) {
      case SEARCH -> read(expanded(predicate));
      case AND -> combined((RexCall) predicate, conditions::all);
      case OR -> combined((RexCall) predicate, conditions::any);
      case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          comparison((RexCall) predicate);
      case NOT, IS_FALSE -> {
        RexNode negated = expanded(operand(predicate));
        yield negated.getKind() == SqlKind.IS_NULL ? notNull(operand(negated)) : null;
      }
      case IS_NOT_NULL -> notNull(operand(predicate));
      case LIKE -> like((RexCall) predicate);
      default -> {
        RexCall comparison = DoubleComparison.standard(builder, predicate);
        yield comparison == null ? hasTag(predicate) : comparison(comparison);
      }
    };
  }

  private static RexNode operand(RexNode call) {
    return ((RexCall) call).getOperands().get(0);
  }

  private RexNode expanded(RexNode node) {
    return node.getKind() == SqlKind.SEARCH ? RexUtil.expandSearch(builder, null, node) : node;
  }

  /** The column of which {@code node} says that it equals one of some values, or null. */
  private @Nullable Values in(RexNode node) {
    return switch (node.getKind()) {
      case SEARCH -> in(expanded(node));
      case OR -> together((RexCall) node, this::in);
      case EQUALS -> sides((RexCall) node);
      case INPUT_REF -> flag(node, true);
      case IS_TRUE -> flag(operand(node), true);
      case NOT, IS_FALSE -> flag(expanded(operand(node)), false);
      default -> {
        RexCall comparison = DoubleComparison.standard(builder, node);
        if (comparison != null) {
          yield comparison.getKind() == SqlKind.EQUALS ? sides(comparison) : null;
        }
        yield joined(node);
      }
    };
  }

  /** The column of which {@code node} says that it has a value, but none of some, or null. */
  private @Nullable Values notIn(RexNode node) {
    return switch (node.getKind()) {
      case SEARCH -> notIn(expanded(node));
      case AND -> together((RexCall) node, this::notIn);
      case NOT_EQUALS -> sides((RexCall) node);
      case NOT, IS_FALSE -> {
        RexNode negated = expanded(operand(node));
        yield isEquality(negated) ? in(negated) : null;
      }
      default -> null;
    };
  }

  /** Whether {@code node} is unknown, not false, of a NULL. */
  private boolean isEquality(RexNode node) {
    if (node.getKind() == SqlKind.OR) {
      return ((RexCall) node).getOperands().stream().allMatch(this::isEquality);
    }
    RexCall comparison = DoubleComparison.standard(builder, node);
    return (comparison == null ? node : comparison).getKind() == SqlKind.EQUALS;
  }

  /** The values of all operands, if these are of one column. */
  private static @Nullable Values together(
      RexCall call, Function<RexNode, @Nullable Values> reading) {
    Column column = null;
    List<Object> values = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      Values part = reading.apply(operand);
      if (part == null || (column != null && !column.equals(part.column()))) {
        return null;
      }
      column = part.column();
      values.addAll(part.values());
    }
    return column == null ? null : new Values(column, values);
  }

  private @Nullable C combined(RexCall call, Function<List<C>, @Nullable C> combination) {
    List<C> parts = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      C part = read(operand);
      if (part == null) {
        return null;
      }
      parts.add(part);
    }
    return combination.apply(parts);
  }

  private @Nullable C notNull(RexNode node) {
    Column column = column(node);
    return column == null ? null : conditions.notNull(column);
  }

  private @Nullable C comparison(RexCall call) {
    Values sides = sides(call);
    if (sides == null) {
      return null;
    }
    boolean isColumnLeft = column(call.getOperands().get(0)) != null;
    SqlKind kind = isColumnLeft ? call.getKind() : call.getKind().reverse();
    return conditions.compare(sides.column(), operator(kind), sides.values().get(0));
  }

  /** The column and the value that {@code call} compares, or null if it compares others. */
  private @Nullable Values sides(RexCall call) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    Column column = column(left);
    if (column == null) {
      column = column(right);
      right = left;
    }
    Object value = column == null ? null : value(right, column.type());
    return column == null || value == null ? null : new Values(column, List.of(value));
  }

  private static Operator operator(SqlKind kind) {
    return switch (kind) {
      case LESS_THAN -> Operator.LESS;
      case LESS_THAN_OR_EQUAL -> Operator.LESS_OR_EQUAL;
      case GREATER_THAN -> Operator.GREATER;
      case GREATER_THAN_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
      default -> throw new IllegalArgumentException("no comparison: " + kind);
    };
  }

  private @Nullable Values flag(RexNode node, boolean value) {
    Column column = column(node);
    return column == null || column.type() != ColumnType.BOOLEAN
        ? null
        : new Values(column, List.of(value));
  }

  /** That a run id is one of those that a join asks for. */
  private @Nullable Values joined(RexNode node) {
    Placeholder.RunBatch batch = node instanceof RexCall call ? JoinedRuns.read(call) : null;
    Column column = batch == null ? null : column(operand(node));
    return batch == null || column == null ? null : new Values(column, List.of(batch));
  }

  /** Only LIKE as the standard has it: neither another escape character nor ignoring case. */
  private @Nullable C like(RexCall call) {
    Column column = column(call.getOperands().get(0));
    boolean isPlain =
        call.getOperator().equals(SqlStdOperatorTable.LIKE) && call.getOperands().size() == 2;
    Object pattern =
        isPlain && column != null && column.type() == ColumnType.VARCHAR
            ? value(call.getOperands().get(1), ColumnType.VARCHAR)
            : null;
    return column == null || pattern == null ? null : conditions.like(column, pattern);
  }

  private @Nullable C hasTag(RexNode node) {
    if (!(node instanceof RexCall call) || !SchemaFunctions.isHasTag(call.getOperator())) {
      return null;
    }
    Column column = column(call.getOperands().get(0));
    Object tag = value(call.getOperands().get(1), ColumnType.VARCHAR);
    return column == null || tag == null ? null : conditions.hasTag(column, tag);
  }

  private @Nullable Column column(RexNode node) {
    RexNode bare = withoutNullabilityCast(node);
    return bare instanceof RexInputRef ref ? columns.get(ref.getIndex()) : null;
  }

  /** A cast that changes only whether NULL may occur changes no value. */
  private static RexNode withoutNullabilityCast(RexNode node) {
    if (node.getKind() == SqlKind.CAST
        && SqlTypeUtil.equalSansNullability(node.getType(), operand(node).getType())) {
      return operand(node);
    }
    return node;
  }

  private static @Nullable Object value(RexNode node, ColumnType type) {
    if (!isComparable(node.getType().getSqlTypeName(), type)) {
      return null;
    }
    if (node instanceof RexLiteral literal) {
      return literal(literal, type);
    }
    return RexUtil.isConstant(node) ? new Placeholder.Computed(node) : null;
  }

  private static boolean isComparable(SqlTypeName name, ColumnType type) {
    return switch (type) {
      case VARCHAR -> SqlTypeFamily.CHARACTER.getTypeNames().contains(name);
      case BIGINT, INTEGER, DOUBLE -> SqlTypeFamily.NUMERIC.getTypeNames().contains(name);
      case BOOLEAN -> name == SqlTypeName.BOOLEAN;
      case TIMESTAMP -> name == SqlTypeName.TIMESTAMP;
    };
  }

  private static @Nullable Object literal(RexLiteral literal, ColumnType type) {
    if (literal.isNull()) {
      return null;
    }
    return switch (type) {
      case VARCHAR -> literal.getValueAs(String.class);
      case BIGINT, INTEGER, DOUBLE -> number(literal.getValue());
      case BOOLEAN -> literal.getValueAs(Boolean.class);
      case TIMESTAMP ->
          literal.getValue() == null
              ? null
              : Instant.ofEpochMilli(
                  literal.getValueAs(TimestampString.class).getMillisSinceEpoch());
    };
  }

  private static @Nullable BigDecimal number(@Nullable Comparable<?> value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    return value instanceof Double number && Double.isFinite(number)
        ? new BigDecimal(number)
        : null;
  }

  /** A column, and values that it equals or doesn't. */
  private record Values(Column column, List<Object> values) {}
}
