package io.github.wandbjdbc.jdbc.attached;

import io.github.wandbjdbc.engine.values.DoubleComparison;
import io.github.wandbjdbc.jdbc.attached.SentCondition.All;
import io.github.wandbjdbc.jdbc.attached.SentCondition.Any;
import io.github.wandbjdbc.jdbc.attached.SentCondition.Compared;
import io.github.wandbjdbc.jdbc.attached.SentCondition.Null;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Reads which part of a predicate a database can be sent. What it may decide otherwise isn't: the
 * order of texts, texts that it pads, inequalities, short floating-point numbers.
 */
final class SentConditions {
  private static final Set<SqlTypeName> WHOLE =
      Set.of(SqlTypeName.TINYINT, SqlTypeName.SMALLINT, SqlTypeName.INTEGER, SqlTypeName.BIGINT);

  private final List<AttachedColumn> columns;
  private final RexBuilder builder;

  /** A reader of predicates over {@code columns}. */
  SentConditions(List<AttachedColumn> columns, RexBuilder builder) {
    this.columns = columns;
    this.builder = builder;
  }

  /** A condition that holds wherever {@code predicate} does; null if that is none. */
  @Nullable SentCondition read(RexNode predicate) {
    return switch (predicate.getKind()) {
      case SEARCH -> read(RexUtil.expandSearch(builder, null, predicate));
      case AND -> all((RexCall) predicate);
      case OR -> any((RexCall) predicate);
      case IS_NULL -> tested(operand(predicate), true);
      case IS_NOT_NULL -> tested(operand(predicate), false);
      case INPUT_REF -> flag(predicate, true);
      case IS_TRUE -> read(operand(predicate));
      case NOT, IS_FALSE -> flag(operand(predicate), false);
      case EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          comparison((RexCall) predicate);
      default -> {
        RexCall standard = DoubleComparison.standard(builder, predicate);
        yield standard == null ? null : comparison(standard);
      }
    };
  }

  private static RexNode operand(RexNode call) {
    return ((RexCall) call).getOperands().get(0);
  }

  private @Nullable SentCondition all(RexCall call) {
    List<SentCondition> parts = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      SentCondition part = read(operand);
      if (part != null) {
        parts.add(part);
      }
    }
    return parts.isEmpty() ? null : parts.size() == 1 ? parts.get(0) : new All(parts);
  }

  private @Nullable SentCondition any(RexCall call) {
    List<SentCondition> parts = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      SentCondition part = read(operand);
      if (part == null) {
        return null;
      }
      parts.add(part);
    }
    return new Any(parts);
  }

  private @Nullable SentCondition tested(RexNode node, boolean isNull) {
    AttachedColumn column = column(node);
    return column == null ? null : new Null(column, isNull);
  }

  private @Nullable SentCondition flag(RexNode node, boolean value) {
    AttachedColumn column = column(node);
    return column == null || column.type() != ColumnReading.BOOLEAN ? null : flag(column, value);
  }

  /** Some databases hold flags as numbers, of which all but 0 are true. */
  private SentCondition flag(AttachedColumn column, boolean value) {
    return new Compared(
        column, value ? SqlKind.NOT_EQUALS : SqlKind.EQUALS, builder.makeLiteral(false), 0);
  }

  private @Nullable SentCondition comparison(RexCall call) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    AttachedColumn column = column(left);
    SqlKind kind = call.getKind();
    if (column == null) {
      column = column(right);
      right = left;
      kind = kind.reverse();
    }
    return column == null
            || !RexUtil.isConstant(right)
            || !isAlike(column.type(), right.getType().getSqlTypeName())
        ? null
        : compared(column, kind, right);
  }

  private @Nullable SentCondition compared(AttachedColumn column, SqlKind kind, RexNode value) {
    return switch (column.type()) {
      case TEXT -> kind == SqlKind.EQUALS ? new Compared(column, kind, value, 0) : null;
      case BOOLEAN ->
          kind == SqlKind.EQUALS && value instanceof RexLiteral literal && !literal.isNull()
              ? flag(column, literal.isAlwaysTrue())
              : null;
      case INTEGER, BIGINT, DECIMAL, DATE -> new Compared(column, kind, value, 0);
      case DOUBLE ->
          kind == SqlKind.EQUALS
              ? new All(
                  List.of(
                      new Compared(column, SqlKind.GREATER_THAN_OR_EQUAL, value, 0),
                      new Compared(column, SqlKind.LESS_THAN_OR_EQUAL, value, 0)))
              : new Compared(column, kind, value, 0);
      case TIMESTAMP -> time(column, kind, value);
      case PADDED, WRITTEN, BYTES, REAL, TIME, INSTANT -> null;
    };
  }

  /** A time here is the database's without what is less than a millisecond. */
  private static SentCondition time(AttachedColumn column, SqlKind kind, RexNode value) {
    SentCondition before = new Compared(column, SqlKind.LESS_THAN, value, 1);
    return switch (kind) {
      case EQUALS ->
          new All(List.of(new Compared(column, SqlKind.GREATER_THAN_OR_EQUAL, value, 0), before));
      case LESS_THAN_OR_EQUAL -> before;
      default -> new Compared(column, kind, value, 0);
    };
  }

  private static boolean isAlike(ColumnReading type, SqlTypeName value) {
    return switch (type) {
      case TEXT -> SqlTypeFamily.CHARACTER.getTypeNames().contains(value);
      case BOOLEAN -> value == SqlTypeName.BOOLEAN;
      case INTEGER, BIGINT -> WHOLE.contains(value);
      case DECIMAL -> value == SqlTypeName.DECIMAL || WHOLE.contains(value);
      case DOUBLE -> value == SqlTypeName.DOUBLE;
      case DATE -> value == SqlTypeName.DATE;
      case TIMESTAMP -> value == SqlTypeName.TIMESTAMP;
      case PADDED, WRITTEN, BYTES, REAL, TIME, INSTANT -> false;
    };
  }

  /** The column that {@code node} is, or is a wider whole number of. */
  private @Nullable AttachedColumn column(RexNode node) {
    RexNode bare = node;
    if (node.getKind() == SqlKind.CAST) {
      RexNode cast = operand(node);
      boolean isWider =
          cast.getType().getSqlTypeName() == SqlTypeName.INTEGER
              && node.getType().getSqlTypeName() == SqlTypeName.BIGINT;
      if (isWider || SqlTypeUtil.equalSansNullability(node.getType(), cast.getType())) {
        bare = cast;
      }
    }
    return bare instanceof RexInputRef ref ? columns.get(ref.getIndex()) : null;
  }
}
