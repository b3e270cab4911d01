package io.github.wandbjdbc.sql.differential;

import io.github.wandbjdbc.sql.differential.Expression.Column;
import io.github.wandbjdbc.sql.differential.Expression.Literal;
import io.github.wandbjdbc.sql.differential.Expression.Scalar;
import io.github.wandbjdbc.sql.differential.Predicate.Comparison;
import io.github.wandbjdbc.sql.differential.Predicate.Exists;
import io.github.wandbjdbc.sql.differential.Predicate.InQuery;
import io.github.wandbjdbc.sql.differential.Predicate.Joined;
import io.github.wandbjdbc.sql.differential.Predicate.Quantified;
import io.github.wandbjdbc.sql.differential.Predicate.Rows;
import io.github.wandbjdbc.sql.differential.Query.First;
import io.github.wandbjdbc.sql.differential.Query.Select;
import io.github.wandbjdbc.sql.differential.Query.SortKey;
import io.github.wandbjdbc.sql.differential.Source.Derived;
import io.github.wandbjdbc.sql.differential.Source.Lateral;
import io.github.wandbjdbc.sql.differential.Source.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes up queries within expressions and behind {@code LATERAL}, most of them correlated. */
final class RandomSubqueries {
  private final Chance chance;
  private final RandomSources sources;
  private final RandomAggregates aggregates;

  RandomSubqueries(Chance chance, RandomSources sources, RandomAggregates aggregates) {
    this.chance = chance;
    this.sources = sources;
    this.aggregates = aggregates;
  }

  /** {@code IN (SELECT …)}, or {@code EXISTS}, or a comparison with what a query gives. */
  Expression condition(Source outer) {
    RandomExpressions outside = new RandomExpressions(chance, outer.columns());
    Table inner = sources.table();
    RandomExpressions inside = new RandomExpressions(chance, inner.columns());
    int way = chance.below(13);
    if (way < 5) {
      Column value = chance.in100(50) ? RandomSources.runId(outer) : outside.column();
      Column found = value == null ? null : inside.column(value.type());
      if (value != null && found != null) {
        Column wanted = value.name().equals("run_id") ? RandomSources.runId(inner) : found;
        Select query =
            plain(wanted == null ? found : wanted, inner, within(outer, inner, inside, 30));
        return new InQuery(value, query, chance.in100(35));
      }
    } else if (way < 7) {
      Expression rows = rows(outer, outside, inner, inside);
      if (rows != null) {
        return rows;
      }
    }
    if (way < 10) {
      Expression condition = within(outer, inner, inside, 100);
      return new Exists(plain(new Literal(Type.WHOLE, 1L), inner, condition), chance.in100(40));
    }
    Scalar scalar = scalar(outer);
    Column other = outside.column(scalar.type());
    return new Comparison(
        chance.of("=", "<", ">=", "<>"),
        other == null ? new Literal(scalar.type(), null) : other,
        scalar);
  }

  /**
   * The condition that relates rows of {@code inner} to those of {@code outer}, in so many cases.
   */
  private @Nullable Expression within(
      Source outer, Table inner, RandomExpressions inside, int correlated) {
    List<Expression> conditions = new ArrayList<>();
    if (chance.in100(correlated)) {
      conditions.add(sources.link(outer, inner));
    }
    if (chance.in100(60)) {
      conditions.add(inside.condition(1));
    }
    if (chance.in100(12)) {
      // One that sees the outermost rows, two levels up.
      Table innermost = sources.table();
      Expression both = Joined.and(sources.link(inner, innermost), sources.link(outer, innermost));
      conditions.add(
          new Exists(plain(new Literal(Type.WHOLE, 1L), innermost, both), chance.in100(40)));
    }
    return conditions.isEmpty() ? null : Joined.and(conditions.toArray(Expression[]::new));
  }

  private @Nullable Expression rows(
      Source outer, RandomExpressions outside, Table inner, RandomExpressions inside) {
    Column first = outside.column(chance.of(Type.TEXT, Type.WHOLE));
    Column second = outside.column(chance.of(Type.TEXT, Type.WHOLE, Type.TIME));
    Column found = first == null ? null : inside.column(first.type());
    Column also = second == null ? null : inside.column(second.type());
    if (first == null || second == null || found == null || also == null) {
      return null;
    }
    List<Expression> row = List.of(first, second);
    return switch (chance.below(4)) {
      case 0 ->
          new Rows(
              row,
              chance.of("=", "<>", "<", ">="),
              List.of(
                  new Literal(first.type(), new RandomConstants(chance, false).sample(first)),
                  new Literal(second.type(), new RandomConstants(chance, false).sample(second))),
              null);
      case 1 ->
          new Quantified(
              first,
              chance.of("> ALL", "<= ALL", "<> ALL", "= SOME", "< SOME"),
              plain(found, inner, within(outer, inner, inside, 40)));
      default ->
          new Rows(
              row,
              chance.of("IN", "IN", "NOT IN"),
              List.of(),
              Select.of(List.of(found, also), inner, within(outer, inner, inside, 30)));
    };
  }

  private static Select plain(Expression item, Source from, @Nullable Expression where) {
    return Select.of(List.of(item), from, where);
  }

  /** An aggregate of another table's rows that belong to this one's, or the first of them. */
  Scalar scalar(Source outer) {
    Table inner = sources.table();
    Expression where = chance.in100(75) ? sources.link(outer, inner) : null;
    if (chance.in100(25)) {
      Column column = new RandomExpressions(chance, inner.columns()).column();
      return new Scalar(column.type(), first(plain(column, inner, where), 1));
    }
    Expression aggregate = aggregates.aggregate(inner, false);
    return new Scalar(aggregate.type(), plain(aggregate, inner, where));
  }

  private First first(Query query, int rows) {
    SortKey key =
        new SortKey(0, chance.in100(50), chance.of(Dialect.Nulls.UNSAID, Dialect.Nulls.FIRST));
    return new First(
        query, SortKey.total(List.of(key), query.types().size()), rows, chance.in100(15) ? 1 : 0);
  }

  /** {@code left}, and for each of its rows what a query finds. */
  Lateral lateral(Source left, String alias) {
    Table inner = sources.table();
    RandomExpressions inside = new RandomExpressions(chance, inner.columns());
    Expression link = chance.in100(85) ? sources.link(left, inner) : null;
    Query query =
        switch (chance.below(4)) {
          case 0 -> aggregates.grouped(inner, link);
          case 1 ->
              first(
                  Select.of(List.of(inside.column(), inside.column()), inner, link),
                  chance.between(1, 3));
          case 2 ->
              Select.of(
                  List.of(aggregates.aggregate(inner, true), aggregates.aggregate(inner, false)),
                  inner,
                  link);
          default ->
              Select.of(
                  List.of(inside.column(), new RandomExpressions(chance, left.columns()).column()),
                  inner,
                  link);
        };
    return new Lateral(left, new Derived(query, alias), chance.in100(50));
  }
}
