package io.github.wandbjdbc.sql.differential;

import io.github.wandbjdbc.sql.differential.Expression.Column;
import io.github.wandbjdbc.sql.differential.Expression.Literal;
import io.github.wandbjdbc.sql.differential.Predicate.Comparison;
import io.github.wandbjdbc.sql.differential.Predicate.Joined;
import io.github.wandbjdbc.sql.differential.Query.First;
import io.github.wandbjdbc.sql.differential.Query.Select;
import io.github.wandbjdbc.sql.differential.Query.SortKey;
import io.github.wandbjdbc.sql.differential.Source.Derived;
import io.github.wandbjdbc.sql.differential.Source.Join;
import io.github.wandbjdbc.sql.differential.Source.Table;
import io.github.wandbjdbc.sql.differential.Source.Using;
import io.github.wandbjdbc.sql.differential.Source.Values;
import io.github.wandbjdbc.sql.differential.Statement.With;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes up what stands behind {@code FROM}, and how two of them belong together. */
final class RandomSources {
  private final Chance chance;
  private final Truth truth;
  private final RandomStatements statements;
  private int aliases;
  private final List<With> withs = new ArrayList<>();

  RandomSources(Chance chance, Truth truth, RandomStatements statements) {
    this.chance = chance;
    this.truth = truth;
    this.statements = statements;
  }

  /** From now on {@code query} can be selected from, too. */
  void offer(With query) {
    withs.add(query);
  }

  /** Something to select from: a table of ours, or more if {@code joins}. */
  Source from(boolean joins) {
    int way = chance.below(100);
    if (joins && way < 22) {
      return join();
    } else if (joins && way < 30) {
      return chance.in100(65) ? using() : natural();
    } else if (joins && way < 36) {
      return statements.lateral(chance.in100(85) ? table() : derived(), alias());
    } else if (joins && way < 44) {
      return derived();
    } else if (way < 47) {
      return values();
    }
    return table();
  }

  private Join join() {
    Source left = chance.in100(80) ? table() : chance.in100(50) ? derived() : values();
    Source right = chance.in100(75) ? table() : chance.in100(50) ? derived() : values();
    String kind = chance.of("INNER", "INNER", "LEFT", "RIGHT", "FULL", "CROSS");
    if (kind.equals("CROSS")) {
      return new Join(kind, left, right, null);
    }
    Expression on = link(left, right);
    if (chance.in100(25)) {
      Source side = chance.of(left, right);
      on = Joined.and(on, new RandomExpressions(chance, side.columns()).predicate());
    }
    if (chance.in100(10)) {
      on = Joined.and(on, statements.subquery(chance.of(left, right)));
    }
    Join join = new Join(kind, left, right, on);
    if (chance.in100(15)) {
      Table third = table();
      return new Join(chance.of("INNER", "LEFT"), join, third, link(join, third));
    }
    return join;
  }

  /** Two or three tables that have runs in common. */
  private Source using() {
    Source joined = plainTable();
    for (int i = chance.in100(25) ? 2 : 1; i > 0; i--) {
      String kind = chance.of("INNER", "INNER", "LEFT", "RIGHT", "FULL");
      joined = new Using(kind, joined, plainTable(), List.of("run_id"), false);
    }
    return joined;
  }

  /** Two queries that have one column in common, or two; no doubles, of which NaN would be one. */
  private Source natural() {
    Table left = plainTable();
    Table right = plainTable();
    List<Expression> items = new ArrayList<>();
    List<Expression> others = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Type type : chance.of(List.of(Type.TEXT), List.of(Type.TEXT, Type.WHOLE))) {
      Column one = new RandomExpressions(chance, left.columns()).column(type);
      Column other = new RandomExpressions(chance, right.columns()).column(type);
      if (one != null && other != null) {
        names.add("c" + items.size());
        items.add(type == Type.TEXT && chance.in100(70) ? runIdOr(one, left) : one);
        others.add(type == Type.TEXT && chance.in100(70) ? runIdOr(other, right) : other);
      }
    }
    items.add(new RandomExpressions(chance, left.columns()).column());
    return new Using(
        chance.of("INNER", "LEFT", "RIGHT", "FULL"),
        new Derived(Select.of(items, left, null), alias()),
        new Derived(Select.of(others, right, null), alias()),
        names,
        chance.in100(60));
  }

  private static Column runIdOr(Column other, Source source) {
    Column runId = runId(source);
    return runId == null ? other : runId;
  }

  private Derived derived() {
    Query query = chance.in100(50) ? statements.grouped(table()) : statements.query(false);
    if (query instanceof Select && chance.in100(20)) {
      query =
          new First(
              query,
              SortKey.total(statements.keys(query.types().size()), query.types().size()),
              chance.between(0, 4),
              chance.in100(20) ? 1 : 0);
    }
    return new Derived(query, alias());
  }

  private Values values() {
    List<List<Expression>> rows = new ArrayList<>();
    List<Column> like =
        List.of(
            new RandomExpressions(chance, table().columns()).column(),
            new RandomExpressions(chance, table().columns()).column());
    for (int i = chance.between(1, 3); i > 0; i--) {
      List<Expression> row = new ArrayList<>();
      for (Column column : like) {
        Object value = column.samples().isEmpty() ? null : chance.of(column.samples());
        row.add(
            column.type() == Type.WHOLE && chance.in100(15)
                ? new Literal(Type.DECIMAL, new BigDecimal("2.5"))
                : new Literal(column.type(), value));
      }
      rows.add(row);
    }
    return new Values(rows, alias());
  }

  /** A table of ours, or of the statement's. */
  Table table() {
    if (!withs.isEmpty() && chance.in100(50)) {
      With with = chance.of(withs);
      String alias = alias();
      return new Table(with.name(), alias, with.query().columns(alias));
    }
    return plainTable();
  }

  private Table plainTable() {
    String name = chance.of("runs", "history");
    String alias = alias();
    return new Table(
        name, alias, truth.columns(name).stream().map(column -> column.as(alias)).toList());
  }

  private String alias() {
    return "t" + aliases++;
  }

  /** A condition that links rows of the two. */
  Expression link(Source left, Source right) {
    Column one = runId(left);
    Column other = runId(right);
    if (one != null && other != null && chance.in100(80)) {
      Expression same = new Comparison("=", one, other);
      return chance.in100(25) ? Joined.and(same, likeness(left, right)) : same;
    }
    return likeness(left, right);
  }

  private Expression likeness(Source left, Source right) {
    Column one = new RandomExpressions(chance, left.columns()).column();
    Column other = new RandomExpressions(chance, right.columns()).column(one.type());
    return new Comparison(
        chance.in100(75) ? "=" : chance.of("<", ">", "<>", "<="), one, other == null ? one : other);
  }

  /** The first run id of {@code source}, if it has one. */
  static @Nullable Column runId(Source source) {
    return source.columns().stream()
        .filter(column -> column.name().equals("run_id"))
        .findFirst()
        .orElse(null);
  }
}
