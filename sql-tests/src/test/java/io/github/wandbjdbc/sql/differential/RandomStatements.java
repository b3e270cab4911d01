package io.github.wandbjdbc.sql.differential;

import io.github.wandbjdbc.sql.differential.Expression.Literal;
import io.github.wandbjdbc.sql.differential.Predicate.Joined;
import io.github.wandbjdbc.sql.differential.Query.Combined;
import io.github.wandbjdbc.sql.differential.Query.DistinctOn;
import io.github.wandbjdbc.sql.differential.Query.First;
import io.github.wandbjdbc.sql.differential.Query.FirstWithTies;
import io.github.wandbjdbc.sql.differential.Query.Select;
import io.github.wandbjdbc.sql.differential.Query.SortKey;
import io.github.wandbjdbc.sql.differential.Source.Derived;
import io.github.wandbjdbc.sql.differential.Statement.Limit;
import io.github.wandbjdbc.sql.differential.Statement.LimitStyle;
import io.github.wandbjdbc.sql.differential.Statement.With;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes up statements over the tables of a {@link Truth}. */
final class RandomStatements {
  private final Chance chance;
  private final RandomSources sources;
  private final RandomAggregates aggregates;
  private final RandomWindows windows;
  private final RandomSubqueries subqueries;
  private final RandomRecursion recursion;

  /**
   * Statements over the tables of {@code truth}.
   *
   * @param exactSums whether sums are the same in every order
   */
  RandomStatements(long seed, Truth truth, boolean exactSums) {
    this.chance = new Chance(seed);
    this.sources = new RandomSources(chance, truth, this);
    this.aggregates = new RandomAggregates(chance, exactSums);
    this.windows = new RandomWindows(chance, exactSums);
    this.subqueries = new RandomSubqueries(chance, sources, aggregates);
    this.recursion = new RandomRecursion(chance, truth);
  }

  Statement statement() {
    List<With> withs = List.of();
    if (chance.in100(12)) {
      withs = withs();
    }
    if (chance.in100(4)) {
      return ordered(withs);
    } else if (chance.in100(4)) {
      return chosen(withs);
    }
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

  /** One query with a name, or two, of which the second may read the first. */
  private List<With> withs() {
    List<With> withs = new ArrayList<>();
    for (String name : chance.in100(40) ? List.of("w", "v") : List.of("w")) {
      With with = new With(name, chance.in100(50) ? select(false) : recursion.query(name));
      sources.offer(with);
      withs.add(with);
    }
    return withs;
  }

  /**
   * Some rows of a query: the first of those that are alike, or all that are level with a first.
   */
  private Statement chosen(List<With> withs) {
    Query inner = query(false);
    int width = inner.types().size();
    List<SortKey> keys = keys(width);
    Query chosen =
        chance.in100(50)
            ? new DistinctOn(inner, SortKey.total(keys, width), keys.size())
            : new FirstWithTies(inner, keys, chance.between(1, 5));
    Derived source = new Derived(chosen, "o");
    Query query = Select.of(List.copyOf(source.columns()), source, null);
    return new Statement(withs, query, List.of(), Statement.ALL);
  }

  /** The order is told within, and the limit without. */
  private Statement ordered(List<With> withs) {
    Query inner = query(false);
    int width = inner.types().size();
    Derived source = new Derived(new First(inner, SortKey.total(keys(width), width), -1, 0), "o");
    Query query = Select.of(List.copyOf(source.columns()), source, null);
    return new Statement(withs, query, List.of(), limit());
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
    } else if (way < 30) {
      return grouped(sources.from(joins));
    } else if (way < 48) {
      Source from = sources.from(joins);
      return windows.windowed(from, where(from, 1));
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
    List<Expression> items =
        left.types().stream()
            .map(
                type ->
                    type == Type.WHOLE && chance.in100(15)
                        ? new Literal(Type.DECIMAL, new BigDecimal("0.5"))
                        : expressions.value(type, 1))
            .toList();
    Select right = Select.of(items, from, where(from, 1));
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
    if (chance.in100(15)) {
      items.add(expressions.computed());
    }
    if (chance.in100(6)) {
      items.add(expressions.given());
    }
    if (chance.in100(18)) {
      items.add(chance.in100(50) ? subqueries.scalar(from) : subqueries.condition(from));
    }
    return new Select(chance.in100(15), items, from, where(from, 2), Groups.NONE, null);
  }

  private @Nullable Expression where(Source from, int depth) {
    if (chance.in100(20)) {
      return null;
    }
    Expression condition = new RandomExpressions(chance, from.columns()).condition(depth);
    if (chance.in100(18)) {
      Expression other = subqueries.condition(from);
      return chance.in100(80)
          ? Joined.and(condition, other)
          : new Joined("OR", List.of(condition, other));
    }
    return condition;
  }

  /** A condition of a join that asks another query. */
  Expression subquery(Source source) {
    return subqueries.condition(source);
  }

  /** {@code left}, and what a query says of each of its rows. */
  Source lateral(Source left, String alias) {
    return subqueries.lateral(left, alias);
  }
}
