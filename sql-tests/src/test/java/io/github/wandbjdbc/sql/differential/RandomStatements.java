package io.github.wandbjdbc.sql.differential;

import io.github.wandbjdbc.sql.differential.Expression.Column;
import io.github.wandbjdbc.sql.differential.Expression.Literal;
import io.github.wandbjdbc.sql.differential.Expression.Scalar;
import io.github.wandbjdbc.sql.differential.Predicate.Comparison;
import io.github.wandbjdbc.sql.differential.Predicate.Exists;
import io.github.wandbjdbc.sql.differential.Predicate.InQuery;
import io.github.wandbjdbc.sql.differential.Predicate.Joined;
import io.github.wandbjdbc.sql.differential.Query.Combined;
import io.github.wandbjdbc.sql.differential.Query.Select;
import io.github.wandbjdbc.sql.differential.Query.SortKey;
import io.github.wandbjdbc.sql.differential.Source.Table;
import io.github.wandbjdbc.sql.differential.Statement.Limit;
import io.github.wandbjdbc.sql.differential.Statement.LimitStyle;
import io.github.wandbjdbc.sql.differential.Statement.With;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes up statements over the tables of a {@link Truth}. */
final class RandomStatements {
  private final Chance chance;
  private final RandomSources sources;
  private final RandomAggregates aggregates;

  /**
   * Statements over the tables of {@code truth}.
   *
   * @param exactSums whether sums are the same in every order
   */
  RandomStatements(long seed, Truth truth, boolean exactSums) {
    this.chance = new Chance(seed);
    this.sources = new RandomSources(chance, truth, this);
    this.aggregates = new RandomAggregates(chance, truth, exactSums);
  }

  Statement statement() {
    List<With> withs = chance.in100(8) ? List.of(new With("w", select(false))) : List.of();
    withs.forEach(sources::offer);
    Query query = query(true);
    int columns = query.types().size();
    List<SortKey> keys = new ArrayList<>();
    if (chance.in100(55)) {
      keys.addAll(keys(columns));
      if (chance.in100(50)) {
        keys = SortKey.total(keys, columns);
      }
    }
    return new Statement(withs, query, keys, limit());
  }

  private Limit limit() {
    if (chance.in100(55)) {
      return Statement.ALL;
    }
    int rows = chance.of(0, 1, 1, 2, 3, 5, 20);
    LimitStyle style = chance.of(LimitStyle.values());
    int offset = chance.in100(30) ? chance.between(1, 4) : 0;
    if (style == LimitStyle.MAX_ROWS) {
      return new Limit(Math.max(1, rows), 0, style);
    }
    return new Limit(offset > 0 && chance.in100(20) ? -1 : rows, offset, style);
  }

  /** A column or two of so many to sort by. */
  List<SortKey> keys(int columns) {
    List<SortKey> keys = new ArrayList<>();
    for (int i = chance.between(1, 2); i > 0; i--) {
      int column = chance.below(columns);
      if (keys.stream().noneMatch(key -> key.column() == column)) {
        keys.add(
            new SortKey(
                column,
                chance.in100(40),
                chance.of(Dialect.Nulls.UNSAID, Dialect.Nulls.FIRST, Dialect.Nulls.LAST)));
      }
    }
    return keys;
  }

  /** Any query; of more than a table if {@code joins}. */
  Query query(boolean joins) {
    int way = chance.below(100);
    if (way < 10) {
      return combined(joins);
    } else if (way < 28) {
      return grouped(sources.from(joins));
    } else if (way < 36) {
      Source from = sources.from(joins);
      return aggregates.windowed(from, where(from, 1));
    }
    return select(joins);
  }

  /** Groups of {@code from}. */
  Select grouped(Source from) {
    return aggregates.grouped(from, where(from, 1));
  }

  private Query combined(boolean joins) {
    Select left = select(joins);
    Source from = sources.from(false);
    RandomExpressions expressions = new RandomExpressions(chance, from.columns());
    List<Expression> items = left.types().stream().map(type -> expressions.value(type, 1)).toList();
    Select right = new Select(false, items, from, where(from, 1), List.of(), null);
    return new Combined(
        chance.of("UNION", "UNION ALL", "INTERSECT", "EXCEPT", "INTERSECT ALL", "EXCEPT ALL"),
        left,
        right);
  }

  private Select select(boolean joins) {
    Source from = sources.from(joins);
    RandomExpressions expressions = new RandomExpressions(chance, from.columns());
    List<Expression> items = new ArrayList<>();
    for (int i = chance.between(1, 4); i > 0; i--) {
      items.add(chance.in100(70) ? expressions.column() : expressions.value());
    }
    if (chance.in100(10)) {
      items.add(scalar(from));
    }
    return new Select(chance.in100(15), items, from, where(from, 2), List.of(), null);
  }

  private @Nullable Expression where(Source from, int depth) {
    if (chance.in100(20)) {
      return null;
    }
    Expression condition = new RandomExpressions(chance, from.columns()).condition(depth);
    if (chance.in100(18)) {
      Expression other = membership(from);
      return chance.in100(80)
          ? Joined.and(condition, other)
          : new Joined("OR", List.of(condition, other));
    }
    return condition;
  }

  /** {@code IN (SELECT …)}, or {@code EXISTS}, or a comparison with the value of a query. */
  private Expression membership(Source outer) {
    RandomExpressions outside = new RandomExpressions(chance, outer.columns());
    Table inner = sources.table();
    RandomExpressions inside = new RandomExpressions(chance, inner.columns());
    int way = chance.below(10);
    if (way < 5) {
      Column value = chance.in100(50) ? RandomSources.runId(outer) : outside.column();
      Column found = value == null ? null : inside.column(value.type());
      if (value != null && found != null) {
        Column wanted = value.name().equals("run_id") ? RandomSources.runId(inner) : found;
        Select query =
            plain(
                wanted == null ? found : wanted,
                inner,
                chance.in100(70) ? inside.condition(1) : null);
        return new InQuery(value, query, chance.in100(30));
      }
    }
    if (way < 9) {
      Expression link = sources.link(outer, inner);
      Expression condition = chance.in100(60) ? Joined.and(link, inside.condition(1)) : link;
      return new Exists(plain(new Literal(Type.WHOLE, 1L), inner, condition), chance.in100(40));
    }
    Scalar scalar = scalar(outer);
    Column other = outside.column(scalar.type());
    return new Comparison(
        chance.of("=", "<", ">=", "<>"),
        other == null ? new Literal(scalar.type(), null) : other,
        scalar);
  }

  private static Select plain(Expression item, Source from, @Nullable Expression where) {
    return new Select(false, List.of(item), from, where, List.of(), null);
  }

  /** An aggregate of another table's rows that belong to this one's. */
  private Scalar scalar(Source outer) {
    Table inner = sources.table();
    Expression aggregate = aggregates.aggregate(inner, false);
    Expression where = chance.in100(75) ? sources.link(outer, inner) : null;
    return new Scalar(aggregate.type(), plain(aggregate, inner, where));
  }
}
