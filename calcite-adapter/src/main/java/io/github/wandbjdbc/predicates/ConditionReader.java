package io.github.wandbjdbc.predicates;

import io.github.wandbjdbc.client.RunFilter.Operator;
import io.github.wandbjdbc.engine.values.DoubleComparison;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
 * Reads predicates of SQL as {@link Condition}s. What has no such shape reads as null, which is no
 * fault: it stays in SQL.
 */
public final class ConditionReader {
  private final List<Column> columns;
  private final RexBuilder builder;

  /** A reader of predicates on {@code columns}. */
  public ConditionReader(List<Column> columns, RexBuilder builder) {
    this.columns = columns;
    this.builder = builder;
  }

  /** {@code predicate} as a condition, or null. */
  public @Nullable Condition read(RexNode predicate) {
    return switch (predicate.getKind()) {
      case AND -> all((RexCall) predicate);
      case OR -> any((RexCall) predicate);
      case SEARCH -> read(RexUtil.expandSearch(builder, null, predicate));
      case EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          comparison((RexCall) predicate);
      case INPUT_REF -> flag(predicate, true);
      case IS_TRUE -> flag(operand(predicate), true);
      case NOT, IS_FALSE -> negation(operand(predicate));
      case NOT_EQUALS -> except(comparison((RexCall) predicate));
      case IS_NOT_NULL -> notNull(operand(predicate));
      case LIKE -> like((RexCall) predicate);
      default -> {
        RexCall comparison = DoubleComparison.standard(builder, predicate);
        yield comparison == null ? function(predicate) : comparison(comparison);
      }
    };
  }

  private static RexNode operand(RexNode call) {
    return ((RexCall) call).getOperands().get(0);
  }

  /** That {@code node} is false. */
  private @Nullable Condition negation(RexNode node) {
    if (node.getKind() == SqlKind.SEARCH) {
      return negation(RexUtil.expandSearch(builder, null, node));
    }
    if (node.getKind() == SqlKind.IS_NULL) {
      return notNull(operand(node));
    }
    return isEquality(node) ? except(read(node)) : flag(node, false);
  }

  /** Whether {@code node} is unknown, not false, of a NULL. */
  private boolean isEquality(RexNode node) {
    if (node.getKind() == SqlKind.OR) {
      return ((RexCall) node).getOperands().stream().allMatch(this::isEquality);
    }
    RexCall comparison = DoubleComparison.standard(builder, node);
    return (comparison == null ? node : comparison).getKind() == SqlKind.EQUALS;
  }

  /** That none of the equalities holds which {@code condition} is about. */
  private static @Nullable Condition except(@Nullable Condition condition) {
    return condition instanceof Condition.In in
        ? new Condition.NotIn(in.column(), in.values())
        : null;
  }

  private @Nullable Condition notNull(RexNode node) {
    Column column = column(node);
    return column == null ? null : new Condition.NotNull(column);
  }

  private @Nullable Condition all(RexCall call) {
    List<Condition> parts = parts(call);
    if (parts == null) {
      return null;
    }
    List<Object> values = new ArrayList<>();
    Column column = null;
    for (Condition part : parts) {
      if (!(part instanceof Condition.NotIn not)
          || (column != null && !column.equals(not.column()))) {
        return new Condition.All(parts);
      }
      column = not.column();
      values.addAll(not.values());
    }
    return column == null ? null : new Condition.NotIn(column, values);
  }

  private @Nullable Condition any(RexCall call) {
    List<Condition> parts = parts(call);
    if (parts == null) {
      return null;
    }
    List<Object> values = new ArrayList<>();
    Column column = null;
    for (Condition part : parts) {
      if (!(part instanceof Condition.In in) || (column != null && !column.equals(in.column()))) {
        return new Condition.Any(parts);
      }
      column = in.column();
      values.addAll(in.values());
    }
    return column == null ? null : new Condition.In(column, values);
  }

  private @Nullable List<Condition> parts(RexCall call) {
    List<Condition> parts = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      Condition part = read(operand);
      if (part == null) {
        return null;
      }
      parts.add(part);
    }
    return parts;
  }

  private @Nullable Condition comparison(RexCall call) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    SqlKind kind = call.getKind();
    Column column = column(left);
    if (column == null) {
      column = column(right);
      right = left;
      kind = kind.reverse();
    }
    Object value = column == null ? null : value(right, column.type());
    if (column == null || value == null) {
      return null;
    }
    return kind == SqlKind.EQUALS || kind == SqlKind.NOT_EQUALS
        ? new Condition.In(column, List.of(value))
        : new Condition.Compare(column, operator(kind), value);
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

  private @Nullable Condition flag(RexNode node, boolean value) {
    Column column = column(node);
    return column == null || column.type() != ColumnType.BOOLEAN
        ? null
        : new Condition.In(column, List.of(value));
  }

  /** Only LIKE as the standard has it: neither another escape character nor ignoring case. */
  private @Nullable Condition like(RexCall call) {
    Column column = column(call.getOperands().get(0));
    boolean isPlain =
        call.getOperator().equals(SqlStdOperatorTable.LIKE) && call.getOperands().size() == 2;
    Object pattern =
        isPlain && column != null && column.type() == ColumnType.VARCHAR
            ? value(call.getOperands().get(1), ColumnType.VARCHAR)
            : null;
    return column == null || pattern == null ? null : new Condition.Like(column, pattern);
  }

  private @Nullable Condition function(RexNode node) {
    if (!(node instanceof RexCall call) || call.getOperands().isEmpty()) {
      return null;
    }
    Column column = column(call.getOperands().get(0));
    Placeholder.RunBatch batch = JoinedRuns.read(call);
    if (batch != null) {
      return column == null ? null : new Condition.In(column, List.of(batch));
    }
    return SchemaFunctions.isHasTag(call.getOperator()) ? hasTag(call, column) : null;
  }

  private static @Nullable Condition hasTag(RexCall call, @Nullable Column column) {
    Object tag = value(call.getOperands().get(1), ColumnType.VARCHAR);
    return column == null || tag == null ? null : new Condition.HasTag(column, tag);
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
}
