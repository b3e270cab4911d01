package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.execute.expressions.Expression;
import io.github.wandbjdbc.engine.execute.expressions.JsonCasts;
import io.github.wandbjdbc.engine.values.AggregateEntry;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.aggregates.Aggregates;
import io.github.wandbjdbc.engine.values.json.JsonAggregates;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

/**
 * One aggregate of a grouping. Belongs to one operator of one execution, as its expressions do.
 *
 * @param arguments the operands, computed of the rows that {@code filter} selects alone
 * @param filter of type BOOLEAN: rows of which it isn't true are passed over; null selects all
 * @param distinct whether rows with the same arguments count once
 * @param order in which rows are added; without it, as they come
 * @param asked of GROUPING the fields that it asks of, of GROUP_ID none; null of all others
 */
public record AggregateSpec(
    AggregateEntry entry,
    List<RelDataType> operandTypes,
    RelDataType resultType,
    List<Expression> arguments,
    @Nullable Expression filter,
    boolean distinct,
    List<SortKey> order,
    @Nullable List<Integer> asked) {
  /** Those that look at their values in order. */
  private static final Set<String> IN_ORDER =
      Set.of(
          "MEDIAN",
          "PERCENTILE_CONT",
          "PERCENTILE_DISC",
          "QUANTILE",
          "QUANTILE_CONT",
          "QUANTILE_DISC",
          "PERCENTILE",
          "MODE",
          "IQM");

  /** Those whose only argument may be the fraction, the values being the order's. */
  private static final Set<String> WITHIN_GROUP = Set.of("PERCENTILE_CONT", "PERCENTILE_DISC");

  /** A value that an aggregate's rows are sorted by. */
  public record SortKey(Expression value, boolean descending, boolean nullsFirst) {}

  public AggregateSpec {
    operandTypes = List.copyOf(operandTypes);
    arguments = List.copyOf(arguments);
    order = List.copyOf(order);
  }

  /** The aggregate {@code call} of rows of type {@code input}. */
  public static AggregateSpec of(AggregateCall call, RelDataType input) {
    if (call.distinctKeys != null) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "WITHIN DISTINCT isn't supported; use a subquery with DISTINCT");
    }
    AggregateEntry entry = entry(call);
    List<Expression> arguments = new ArrayList<>();
    List<RelDataType> types = new ArrayList<>();
    for (int field : call.getArgList()) {
      arguments.add(new FieldExpression(field));
      types.add(input.getFieldList().get(field).getType());
    }
    List<SortKey> order = new ArrayList<>();
    for (RelFieldCollation collation : call.getCollation().getFieldCollations()) {
      RowOrder.Key key = RowOrder.Key.of(collation);
      order.add(new SortKey(new FieldExpression(key.field()), key.descending(), key.nullsFirst()));
    }
    if (IN_ORDER.contains(entry.name())) {
      if (arguments.size() == 1 && order.size() == 1 && WITHIN_GROUP.contains(entry.name())) {
        // As Calcite has it: the fraction, within the order of the values.
        FieldExpression value = (FieldExpression) order.get(0).value();
        RelDataTypeField field = input.getFieldList().get(value.index());
        arguments.add(0, value);
        types.add(0, field.getType());
        arguments.add(constant(order.get(0).descending()));
      }
      order = List.of(new SortKey(arguments.get(0), false, false));
    }
    if (call.isDistinct()) {
      checkDistinct(arguments, order);
    }
    return new AggregateSpec(
        entry,
        types,
        call.getType(),
        arguments,
        call.hasFilter() ? new FieldExpression(call.filterArg) : null,
        call.isDistinct(),
        order,
        isGrouping(call) ? call.getArgList() : null);
  }

  /** The same, of {@code computed} arguments, as many as the call has. */
  public AggregateSpec withArguments(List<Expression> computed) {
    List<Expression> others = new ArrayList<>(computed);
    if (arguments.size() == 3 && computed.size() == 1) {
      // Of a percentile as Calcite has it the call has but the fraction.
      others = List.of(arguments.get(0), computed.get(0), arguments.get(2));
    }
    List<SortKey> keys = new ArrayList<>();
    for (SortKey key : order) {
      int index = arguments.indexOf(key.value());
      keys.add(
          index < 0 ? key : new SortKey(others.get(index), key.descending(), key.nullsFirst()));
    }
    return new AggregateSpec(
        entry, operandTypes, resultType, others, filter, distinct, keys, asked);
  }

  /** The same, of the rows that {@code other} is true of. */
  public AggregateSpec withFilter(Expression other) {
    return new AggregateSpec(
        entry, operandTypes, resultType, arguments, other, distinct, order, asked);
  }

  /** The entry of an aggregate of a plan, ours or Calcite's own; null if there is none. */
  public static @Nullable AggregateEntry entry(SqlAggFunction function) {
    AggregateEntry json = JsonAggregates.entry(function, JsonCasts.INSTANCE);
    return json == null ? Aggregates.entry(function) : json;
  }

  private static boolean isGrouping(AggregateCall call) {
    SqlKind kind = call.getAggregation().getKind();
    return kind == SqlKind.GROUPING || kind == SqlKind.GROUP_ID;
  }

  private static AggregateEntry entry(AggregateCall call) {
    if (isGrouping(call)) {
      // Each grouping set has its own value, whatever the rows.
      return Aggregates.constant(0L);
    }
    if (call.getAggregation().getKind() == SqlKind.LITERAL_AGG
        && call.rexList.get(0) instanceof RexLiteral literal) {
      return Aggregates.constant(held(literal));
    }
    AggregateEntry entry = entry(call.getAggregation());
    if (entry == null) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "the aggregate %s isn't supported".formatted(call.getAggregation().getName()));
    }
    return entry;
  }

  /** As PostgreSQL has it: rows that count once have no values besides to be sorted by. */
  private static void checkDistinct(List<Expression> arguments, List<SortKey> order) {
    for (SortKey key : order) {
      if (!arguments.contains(key.value())) {
        throw new StatementException(
            SqlState.STATEMENT_FAULT,
            "in an aggregate with DISTINCT, what ORDER BY sorts by must be among the arguments");
      }
    }
  }

  private static @Nullable Object held(RexLiteral literal) {
    Comparable<?> value = literal.getValue();
    if (value instanceof Boolean bool) {
      return bool ? 1L : 0L;
    }
    if (value instanceof NlsString text) {
      return text.getValue();
    }
    if (value instanceof BigDecimal number) {
      return switch (literal.getType().getSqlTypeName()) {
        case DOUBLE, FLOAT, REAL -> (Object) number.doubleValue();
        case DECIMAL -> number;
        default -> (Object) number.longValueExact();
      };
    }
    if (value != null) {
      throw new StatementException(
          SqlState.INTERNAL, "a constant of type %s".formatted(literal.getType()));
    }
    return null;
  }

  private static Expression constant(boolean value) {
    LongColumn column = new LongColumn(0);
    return batch -> {
      int before = column.capacity();
      column.grow(batch.size());
      for (int i = before; i < column.capacity(); i++) {
        column.set(i, value ? 1 : 0);
      }
      return column;
    };
  }
}
