package io.github.wandbjdbc.sql.differential;

import io.github.wandbjdbc.sql.differential.Expression.Call;
import io.github.wandbjdbc.sql.differential.Expression.Column;
import io.github.wandbjdbc.sql.differential.Expression.Literal;
import io.github.wandbjdbc.sql.differential.Predicate.Comparison;
import io.github.wandbjdbc.sql.differential.Predicate.Joined;
import io.github.wandbjdbc.sql.differential.Query.Recursive;
import io.github.wandbjdbc.sql.differential.Query.Select;
import io.github.wandbjdbc.sql.differential.Source.Join;
import io.github.wandbjdbc.sql.differential.Source.Table;
import java.util.List;

/** Makes up recursive queries that end. */
final class RandomRecursion {
  private static final String ALIAS = "r";

  private final Chance chance;
  private final Truth truth;

  RandomRecursion(Chance chance, Truth truth) {
    this.chance = chance;
    this.truth = truth;
  }

  /** The query of a {@code WITH RECURSIVE name AS}. */
  Recursive query(String name) {
    return chance.in100(50) ? counting(name) : walking(name);
  }

  /** Counts up, with something of each run beside it. */
  private Recursive counting(String name) {
    Table runs = table("runs", "t");
    RandomExpressions columns = new RandomExpressions(chance, runs.columns());
    Column beside = columns.column();
    Select start =
        Select.of(
            List.of(new Literal(Type.WHOLE, (long) chance.below(2)), beside),
            runs,
            chance.in100(50) ? columns.condition(1) : null);
    List<Column> own = start.columns(ALIAS);
    Select step =
        Select.of(
            List.of(plus(own.get(0), chance.between(1, 2)), own.get(1)),
            new Table(name, ALIAS, own),
            new Comparison(
                "<", own.get(0), columns.operand(Type.WHOLE, (long) chance.between(2, 6))));
    return new Recursive(start, step, chance.in100(60));
  }

  /** Walks along a history, step by step as long as they follow each other. */
  private Recursive walking(String name) {
    Table first = table("history", "t");
    RandomExpressions columns = new RandomExpressions(chance, first.columns());
    Select start =
        Select.of(
            List.of(named(first, "run_id"), named(first, "_step")),
            first,
            chance.in100(70) ? columns.condition(1) : null);
    List<Column> own = start.columns(ALIAS);
    Table next = table("history", "u");
    boolean all = chance.in100(50);
    Expression follows =
        Joined.and(
            new Comparison("=", named(next, "run_id"), own.get(0)),
            all
                ? new Comparison("=", named(next, "_step"), plus(own.get(1), 1))
                : new Comparison(">", named(next, "_step"), own.get(1)));
    Select step =
        Select.of(
            List.of(named(next, "run_id"), named(next, "_step")),
            new Join("INNER", new Table(name, ALIAS, own), next, follows),
            null);
    return new Recursive(start, step, all);
  }

  private Table table(String name, String alias) {
    return new Table(
        name, alias, truth.columns(name).stream().map(column -> column.as(alias)).toList());
  }

  private static Column named(Table table, String name) {
    return table.columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Expression plus(Column column, long more) {
    return new Call(Type.WHOLE, "(%s + " + more + ")", List.of(column));
  }
}
