package io.github.wandbjdbc.sql.differential;

import io.github.wandbjdbc.sql.differential.Expression.Column;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An item of {@code FROM}. */
interface Source {
  /** The columns that can be named, under the aliases that they have here. */
  List<Column> columns();

  String in(Dialect dialect);

  default Stream<Source> simpler() {
    return Stream.of();
  }

  /** A table of ours, or of a {@code WITH}. */
  record Table(String name, String alias, List<Column> columns) implements Source {
    @Override
    public String in(Dialect dialect) {
      return Dialect.quoted(name) + " AS " + Dialect.quoted(alias);
    }
  }

  /** A query in brackets. */
  record Derived(Query query, String alias) implements Source {
    @Override
    public List<Column> columns() {
      return query.columns(alias);
    }

    @Override
    public String in(Dialect dialect) {
      return "(" + query.in(dialect) + ") AS " + Dialect.quoted(alias);
    }

    @Override
    public Stream<Source> simpler() {
      return query.simpler().map(simple -> new Derived(simple, alias));
    }
  }

  /** Rows of literals; their columns are named v0, v1 and so on. */
  record Values(List<List<Expression>> rows, String alias) implements Source {
    @Override
    public List<Column> columns() {
      return Stream.iterate(0, i -> i < rows.get(0).size(), i -> i + 1)
          .map(i -> new Column(alias, "v" + i, type(i), List.of()))
          .toList();
    }

    private Type type(int column) {
      return rows.stream().map(row -> row.get(column).type()).reduce(Type::with).orElseThrow();
    }

    @Override
    public String in(Dialect dialect) {
      return dialect.values(rows, alias, columns().stream().map(Column::name).toList());
    }

    @Override
    public Stream<Source> simpler() {
      return rows.size() == 1
          ? Stream.of()
          : Simpler.without(rows, fewer -> new Values(fewer, alias));
    }
  }

  /** {@code kind} is what stands before {@code JOIN}; {@code on} is null of a cross join. */
  record Join(String kind, Source left, Source right, @Nullable Expression on) implements Source {
    @Override
    public List<Column> columns() {
      return Stream.concat(left.columns().stream(), right.columns().stream()).toList();
    }

    @Override
    public String in(Dialect dialect) {
      if (kind.equals("FULL") && on != null) {
        return dialect.fullJoin(left, right, on);
      }
      return "%s %s JOIN %s%s"
          .formatted(
              left.in(dialect), kind, right.in(dialect), on == null ? "" : " ON " + on.in(dialect));
    }

    @Override
    public Stream<Source> simpler() {
      Stream<Source> conditions =
          on == null
              ? Stream.of()
              : on.simpler().map(simple -> new Join(kind, left, right, simple));
      return Stream.concat(
          Stream.concat(
              Stream.of(left, right),
              kind.equals("INNER") || on == null
                  ? Stream.of()
                  : Stream.of(new Join("INNER", left, right, on))),
          Stream.concat(
              conditions,
              Stream.concat(
                  left.simpler().map(simple -> new Join(kind, simple, right, on)),
                  right.simpler().map(simple -> new Join(kind, left, simple, on)))));
    }
  }

  /** A join by columns that both sides have; {@code names} is empty of a {@code NATURAL} one. */
  record Using(String kind, Source left, Source right, List<String> names, boolean natural)
      implements Source {
    @Override
    public List<Column> columns() {
      Stream<Column> merged =
          left.columns().stream()
              .filter(column -> names.contains(column.name()))
              .map(one -> new Column("", one.name(), one.type(), one.samples()))
              .distinct();
      Stream<Column> others =
          Stream.concat(left.columns().stream(), right.columns().stream())
              .filter(column -> !names.contains(column.name()));
      return Stream.concat(merged, others).toList();
    }

    @Override
    public String in(Dialect dialect) {
      return "%s %s%s JOIN %s%s"
          .formatted(
              left.in(dialect),
              natural ? "NATURAL " : "",
              kind,
              right.in(dialect),
              natural
                  ? ""
                  : names.stream()
                      .map(Dialect::quoted)
                      .collect(Collectors.joining(", ", " USING (", ")")));
    }

    @Override
    public Stream<Source> simpler() {
      return Stream.of(
              Stream.of(left, right),
              kind.equals("INNER")
                  ? Stream.<Source>of()
                  : Stream.of(new Using("INNER", left, right, names, natural)),
              left.simpler().map(simple -> new Using(kind, simple, right, names, natural)),
              right.simpler().map(simple -> new Using(kind, left, simple, names, natural)))
          .flatMap(candidates -> candidates);
    }
  }

  /** A query that sees the columns of {@code left}; a left join if {@code outer}. */
  record Lateral(Source left, Derived right, boolean outer) implements Source {
    @Override
    public List<Column> columns() {
      return Stream.concat(left.columns().stream(), right.columns().stream()).toList();
    }

    @Override
    public String in(Dialect dialect) {
      return left.in(dialect)
          + (outer ? " LEFT JOIN LATERAL " : " CROSS JOIN LATERAL ")
          + right.in(dialect)
          + (outer ? " ON TRUE" : "");
    }

    @Override
    public Stream<Source> simpler() {
      return Stream.of(
              Stream.of(left),
              outer ? Stream.of(new Lateral(left, right, false)) : Stream.<Source>of(),
              left.simpler().map(simple -> new Lateral(simple, right, outer)),
              right
                  .query()
                  .simpler()
                  .map(simple -> new Lateral(left, new Derived(simple, right.alias()), outer)))
          .flatMap(candidates -> candidates);
    }
  }
}
