package io.github.wandbjdbc.sql.differential;

import io.github.wandbjdbc.sql.differential.Expression.Aggregate;
import io.github.wandbjdbc.sql.differential.Expression.Call;
import io.github.wandbjdbc.sql.differential.Expression.Column;
import io.github.wandbjdbc.sql.differential.Expression.Literal;
import io.github.wandbjdbc.sql.differential.Groups.Style;
import io.github.wandbjdbc.sql.differential.Predicate.Comparison;
import io.github.wandbjdbc.sql.differential.Query.Select;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes up queries that look at several rows at once, by groups. */
final class RandomAggregates {
  private final Chance chance;
  private final boolean exactSums;

  RandomAggregates(Chance chance, boolean exactSums) {
    this.chance = chance;
    this.exactSums = exactSums;
  }

  /** Groups of {@code from}, with what is counted in them. */
  Select grouped(Source from, @Nullable Expression where) {
    RandomExpressions expressions = new RandomExpressions(chance, from.columns());
    List<Expression> keys = new ArrayList<>();
    for (int i = chance.below(4); i > 0; i--) {
      // A group that is a constant would be taken for the number of a column.
      Expression key =
          chance.in100(75) ? expressions.column() : expressions.withoutParameters().value();
      boolean isConstant = !key.in(new ReferenceSql()).contains("\"");
      keys.add(isConstant ? expressions.column() : key);
    }
    if (!keys.isEmpty() && chance.in100(10)) {
      keys.add(keys.get(0));
    }
    Groups groups = groups(keys);
    List<Expression> items = new ArrayList<>(keys);
    for (int i = chance.between(1, 3); i > 0; i--) {
      items.add(aggregate(from, true));
    }
    if (chance.in100(12)) {
      items.add(share(keys));
    }
    if (groups.style() != Style.PLAIN && chance.in100(50)) {
      items.add(new Call(Type.WHOLE, "GROUPING(%s)", List.of(chance.of(keys))));
    }
    Expression having = chance.in100(25) ? having(from) : null;
    return new Select(false, items, from, where, groups, having);
  }

  private Groups groups(List<Expression> keys) {
    if (keys.isEmpty() || chance.in100(60)) {
      return Groups.by(keys);
    }
    Style style = chance.of(Style.ROLLUP, Style.CUBE, Style.SETS, Style.BESIDES, Style.AGAIN);
    List<List<Integer>> sets = new ArrayList<>();
    List<Integer> all = IntStream.range(0, keys.size()).boxed().toList();
    if (style == Style.SETS) {
      sets.add(all);
      for (int i = chance.between(1, 3); i > 0; i--) {
        sets.add(chance.some(all, 50));
      }
    }
    return new Groups(style, keys, sets);
  }

  private Expression having(Source from) {
    Expression aggregate = aggregate(from, false);
    return aggregate.type() == Type.WHOLE
        ? new Comparison(
            chance.of(">", "<=", "="), aggregate, new Literal(Type.WHOLE, (long) chance.below(4)))
        : new Predicate.Is(aggregate, chance.of("NULL", "NOT NULL"));
  }

  /** A window over groups. */
  private Expression share(List<Expression> keys) {
    Expression count = new Aggregate(Type.WHOLE, "COUNT(%s)", false, null, null);
    List<Expression> partition =
        keys.isEmpty() || chance.in100(50) ? List.of() : List.of(keys.get(0));
    return chance.in100(50)
        ? new Call(
            Type.DECIMAL,
            "(100 * %s / %s)",
            List.of(
                count,
                new Window(
                    Type.DECIMAL, "SUM(%s)", List.of(count), null, partition, List.of(), null)))
        : new Window(
            Type.WHOLE,
            "RANK()",
            List.of(),
            null,
            partition,
            List.of(new Window.Key(count, chance.in100(50), Dialect.Nulls.UNSAID)),
            null);
  }

  /** An aggregate of rows of {@code from}. */
  Expression aggregate(Source from, boolean mayFilter) {
    RandomExpressions expressions = new RandomExpressions(chance, from.columns());
    Expression filter = mayFilter && chance.in100(12) ? expressions.condition(0) : null;
    if (chance.in100(15)) {
      return new Aggregate(Type.WHOLE, "COUNT(%s)", false, null, filter);
    }
    Expression argument =
        chance.in100(75)
            ? expressions.column()
            : chance.in100(70) ? expressions.value() : mixed(expressions);
    boolean whole = argument.type() == Type.WHOLE || argument.type() == Type.DECIMAL;
    boolean sums =
        whole || (argument instanceof Column && exactSums && argument.type() == Type.NUMBER);
    String function =
        chance.of("COUNT", "MIN", "MAX", "MIN", "MAX", "SUM", "AVG", "STDDEV", "VAR_POP", "TEXTS");
    if (sums && argument instanceof Column && chance.in100(15)) {
      return ofPairs(expressions, argument, filter);
    }
    if (function.equals("TEXTS")) {
      if (argument.type() == Type.TEXT) {
        return texts(argument, filter);
      }
      function = whole ? "STDDEV_SAMP" : "COUNT";
    }
    if (argument.type() == Type.TRUTH || (!sums && !function.startsWith("M"))) {
      function = "COUNT";
    }
    Type type =
        switch (function) {
          case "COUNT" -> Type.WHOLE;
          case "SUM" -> whole ? Type.DECIMAL : argument.type();
          case "MIN", "MAX" -> argument.type();
          default -> Type.NUMBER;
        };
    if (chance.in100(10)) {
      // An order that changes nothing.
      String order = expressions.column().in(new ReferenceSql()) + chance.of("", " DESC");
      return new Aggregate(
          type,
          order.contains("%") ? function + "(%s)" : function + "(%s ORDER BY " + order + ")",
          false,
          argument,
          filter);
    }
    return new Aggregate(type, function + "(%s)", chance.in100(15), argument, filter);
  }

  /** An aggregate of two columns, or of a sorted one. */
  private Expression ofPairs(
      RandomExpressions expressions, Expression argument, @Nullable Expression filter) {
    Column other = expressions.column(chance.of(Type.NUMBER, Type.WHOLE));
    if (other == null || !exactSums || chance.in100(40)) {
      String fraction = chance.of("0.5", "0.25", "0", "1");
      return new Aggregate(
          Type.NUMBER,
          "PERCENTILE_CONT(" + fraction + ") WITHIN GROUP (ORDER BY %s)",
          false,
          argument,
          filter);
    }
    String function =
        chance.of("COVAR_POP", "COVAR_SAMP", "CORR", "REGR_SXX", "REGR_SYY", "REGR_COUNT");
    return new Aggregate(
        function.endsWith("COUNT") ? Type.WHOLE : Type.NUMBER,
        function + "(%s, " + other.in(new ReferenceSql()) + ")",
        false,
        argument,
        filter);
  }

  /** A whole number in one branch, a fraction in another. */
  private Expression mixed(RandomExpressions expressions) {
    return new Expression.Case(
        expressions.withoutParameters().predicate(),
        new Literal(Type.DECIMAL, new BigDecimal("0.5")),
        expressions.value(Type.WHOLE, 0));
  }

  private Expression texts(Expression argument, @Nullable Expression filter) {
    // In this order no two texts are told apart that aren't different.
    String text = argument.in(new ReferenceSql());
    boolean plain = argument instanceof Column && !text.contains("%");
    if (!plain) {
      return new Aggregate(Type.WHOLE, "COUNT(%s)", true, argument, filter);
    }
    String order = text + chance.of("", " DESC");
    return new Aggregate(
        Type.TEXT,
        "STRING_AGG(%s, ',' ORDER BY " + order + ")",
        chance.in100(20),
        argument,
        filter);
  }
}
