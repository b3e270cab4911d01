package io.github.wandbjdbc.sql.differential;

import io.github.wandbjdbc.sql.differential.Expression.Aggregate;
import io.github.wandbjdbc.sql.differential.Expression.Column;
import io.github.wandbjdbc.sql.differential.Expression.Literal;
import io.github.wandbjdbc.sql.differential.Expression.Window;
import io.github.wandbjdbc.sql.differential.Predicate.Comparison;
import io.github.wandbjdbc.sql.differential.Query.Select;
import io.github.wandbjdbc.sql.differential.Source.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes up queries that look at several rows at once: by groups, and by windows. */
final class RandomAggregates {
  private final Chance chance;
  private final Truth truth;
  private final boolean exactSums;

  RandomAggregates(Chance chance, Truth truth, boolean exactSums) {
    this.chance = chance;
    this.truth = truth;
    this.exactSums = exactSums;
  }

  /** Groups of {@code from}, with what is counted in them. */
  Select grouped(Source from, @Nullable Expression where) {
    RandomExpressions expressions = new RandomExpressions(chance, from.columns());
    List<Expression> groups = new ArrayList<>();
    for (int i = chance.below(3); i > 0; i--) {
      // A group that is a constant would be taken for the number of a column.
      Expression key =
          chance.in100(75) ? expressions.column() : expressions.withoutParameters().value();
      boolean isConstant = !key.in(new DriverSql()).contains("\"");
      groups.add(isConstant ? expressions.column() : key);
    }
    List<Expression> items = new ArrayList<>(groups);
    for (int i = chance.between(1, 3); i > 0; i--) {
      items.add(aggregate(from, true));
    }
    Expression having = null;
    if (chance.in100(25)) {
      Expression aggregate = aggregate(from, false);
      having =
          aggregate.type() == Type.WHOLE
              ? new Comparison(
                  chance.of(">", "<=", "="),
                  aggregate,
                  new Literal(Type.WHOLE, (long) chance.below(4)))
              : new Predicate.Is(aggregate, chance.of("NULL", "NOT NULL"));
    }
    return new Select(false, items, from, where, groups, having);
  }

  /** An aggregate of rows of {@code from}. */
  Expression aggregate(Source from, boolean mayFilter) {
    RandomExpressions expressions = new RandomExpressions(chance, from.columns());
    Expression filter = mayFilter && chance.in100(12) ? expressions.condition(0) : null;
    if (chance.in100(20)) {
      return new Aggregate("COUNT", false, null, filter);
    }
    Expression argument = chance.in100(80) ? expressions.column() : expressions.value();
    boolean sums =
        argument.type() == Type.WHOLE
            || (argument instanceof Column && exactSums && argument.type() == Type.NUMBER);
    String function = chance.of("COUNT", "MIN", "MAX", "MIN", "MAX", "SUM", "AVG");
    boolean averages = function.equals("AVG") && argument.type() == Type.WHOLE;
    if ((!sums && (function.equals("SUM") || function.equals("AVG"))) || averages) {
      function = "COUNT";
    }
    if (argument.type() == Type.TRUTH) {
      function = "COUNT";
    }
    return new Aggregate(function, chance.in100(15), argument, filter);
  }

  /** Rows of {@code from}, each with something about those around it. */
  Select windowed(Source from, @Nullable Expression where) {
    RandomExpressions expressions = new RandomExpressions(chance, from.columns());
    List<Expression> items = new ArrayList<>();
    items.add(expressions.column());
    Column partition = expressions.column();
    List<Expression> partitions = chance.in100(70) ? List.of(partition) : List.of();
    Column key = expressions.column();
    Expression operand = expressions.column();
    String direction = chance.of("", " DESC").strip() + " NULLS " + chance.of("FIRST", "LAST");
    boolean orderable = operand.type() != Type.TRUTH;
    items.add(
        switch (chance.below(5)) {
          case 0, 1 ->
              new Window(
                  Type.WHOLE,
                  chance.of("RANK()", "DENSE_RANK()"),
                  List.of(),
                  partitions,
                  List.of(key),
                  direction,
                  "");
          case 2 ->
              new Window(Type.WHOLE, "COUNT(%s)", List.of(operand), partitions, List.of(), "", "");
          case 3 ->
              new Window(
                  orderable ? operand.type() : Type.WHOLE,
                  orderable ? chance.of("MIN(%s)", "MAX(%s)") : "COUNT(%s)",
                  List.of(operand),
                  partitions,
                  chance.in100(50) ? List.of(key) : List.of(),
                  direction,
                  "");
          default -> lag(from, operand, partitions, direction);
        });
    return new Select(false, items, from, where, List.of(), null);
  }

  /** Functions that need an order without ties: that of the key of a single table of ours. */
  private Expression lag(
      Source from, Expression operand, List<Expression> partitions, String direction) {
    List<Expression> key =
        from.columns().stream()
            .filter(one -> one.name().equals("run_id") || one.name().equals("_step"))
            .<Expression>map(one -> one)
            .toList();
    if (!(from instanceof Table table) || truth.columns(table.name()).isEmpty()) {
      return new Window(Type.WHOLE, "COUNT(%s)", List.of(operand), partitions, List.of(), "", "");
    }
    boolean orderable = operand.type() != Type.TRUTH;
    return switch (chance.below(3)) {
      case 0 -> new Window(Type.WHOLE, "ROW_NUMBER()", List.of(), partitions, key, direction, "");
      case 1 ->
          new Window(
              operand.type(),
              chance.of("LAG(%s)", "LEAD(%s)", "FIRST_VALUE(%s)"),
              List.of(operand),
              partitions,
              key,
              direction,
              "");
      default ->
          new Window(
              orderable ? operand.type() : Type.WHOLE,
              orderable ? chance.of("MIN(%s)", "MAX(%s)") : "COUNT(%s)",
              List.of(operand),
              partitions,
              key,
              direction,
              chance.of(
                  "ROWS BETWEEN 1 PRECEDING AND CURRENT ROW",
                  "RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
                  "ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING",
                  "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING",
                  "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
                  "ROWS BETWEEN CURRENT ROW AND 2 FOLLOWING"));
    };
  }
}
