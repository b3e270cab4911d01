package io.github.wandbjdbc.sql.differential;

import io.github.wandbjdbc.sql.differential.Expression.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A query; its columns are named c0, c1 and so on. */
interface Query {
  List<Type> types();

  String in(Dialect dialect);

  Stream<Query> simpler();

  /** Its columns, where it stands under {@code alias}. */
  default List<Column> columns(String alias) {
    List<Type> types = types();
    return IntStream.range(0, types.size())
        .mapToObj(i -> new Column(alias, "c" + i, types.get(i), List.of()))
        .toList();
  }

  /** Whether its rows come in an order of its own, which decides on all of them. */
  default boolean isOrdered() {
    return false;
  }

  /**
   * {@code SELECT … FROM … WHERE … GROUP BY … HAVING …}.
   *
   * @param named whether the windows among the items have names
   */
  record Select(
      boolean distinct,
      List<Expression> items,
      Source from,
      @Nullable Expression where,
      Groups groups,
      @Nullable Expression having,
      boolean named)
      implements Query {
    Select(
        boolean distinct,
        List<Expression> items,
        Source from,
        @Nullable Expression where,
        Groups groups,
        @Nullable Expression having) {
      this(distinct, items, from, where, groups, having, false);
    }

    static Select of(List<Expression> items, Source from, @Nullable Expression where) {
      return new Select(false, items, from, where, Groups.NONE, null);
    }

    @Override
    public List<Type> types() {
      return items.stream().map(Expression::type).toList();
    }

    /** A query around an ordered one doesn't change its order, unless it groups or joins. */
    @Override
    public boolean isOrdered() {
      return !distinct
          && groups.keys().isEmpty()
          && having == null
          && from instanceof Source.Derived derived
          && derived.query().isOrdered()
          && items.stream().allMatch(Expression.Column.class::isInstance);
    }

    @Override
    public String in(Dialect dialect) {
      StringBuilder sql = new StringBuilder(distinct ? "SELECT DISTINCT " : "SELECT ");
      for (int i = 0; i < items.size(); i++) {
        sql.append(i == 0 ? "" : ", ").append(item(i, dialect));
        sql.append(" AS ").append(Dialect.quoted("c" + i));
      }
      sql.append(" FROM ").append(from.in(dialect));
      if (where != null) {
        sql.append(" WHERE ").append(where.in(dialect));
      }
      sql.append(
          groupsAllElse()
              ? dialect.oneOf(groups.in(dialect), " GROUP BY ALL")
              : groups.in(dialect));
      if (having != null) {
        sql.append(" HAVING ").append(having.in(dialect));
      }
      return sql.append(windows(dialect)).toString();
    }

    /** Whether its groups are of all items that are no aggregates, and of nothing else. */
    private boolean groupsAllElse() {
      return groups.style() == Groups.Style.PLAIN
          && !groups.keys().isEmpty()
          && items.containsAll(groups.keys())
          && items.stream()
              .allMatch(
                  item -> item instanceof Expression.Aggregate || groups.keys().contains(item));
    }

    private String item(int i, Dialect dialect) {
      return named && items.get(i) instanceof Window window
          ? window.over("w" + i, dialect)
          : items.get(i).in(dialect);
    }

    private String windows(Dialect dialect) {
      return !named
          ? ""
          : IntStream.range(0, items.size())
              .filter(i -> items.get(i) instanceof Window)
              .mapToObj(
                  i ->
                      "%s AS (%s)"
                          .formatted(
                              Dialect.quoted("w" + i), ((Window) items.get(i)).definition(dialect)))
              .collect(Collectors.joining(", ", " WINDOW ", ""));
    }

    @Override
    public Stream<Query> simpler() {
      return Stream.of(
              distinct || named
                  ? Stream.<Query>of(new Select(false, items, from, where, groups, having))
                  : Stream.<Query>of(),
              from instanceof Source.Derived derived
                  ? Stream.of(derived.query())
                  : Stream.<Query>of(),
              Simpler.<Query>condition(
                  where,
                  simple -> new Select(distinct, items, from, simple, groups, having, named)),
              Simpler.<Query>condition(
                  having,
                  simple -> new Select(distinct, items, from, where, groups, simple, named)),
              from.simpler()
                  .map(simple -> new Select(distinct, items, simple, where, groups, having, named)),
              items.size() > 1
                  ? Simpler.<Expression, Query>without(items, this::withItems)
                  : Stream.<Query>of(),
              Simpler.<Expression, Query>within(items, Expression::simpler, this::withItems),
              groups
                  .simpler()
                  .map(fewer -> new Select(distinct, items, from, where, fewer, having, named)))
          .flatMap(candidates -> candidates);
    }

    private Select withItems(List<Expression> fewer) {
      boolean windows = named && fewer.stream().anyMatch(Window.class::isInstance);
      return new Select(distinct, fewer, from, where, groups, having, windows);
    }
  }

  /** {@code UNION}, {@code INTERSECT}, {@code EXCEPT}, or one of them with {@code ALL}. */
  record Combined(String word, Query left, Query right) implements Query {
    @Override
    public List<Type> types() {
      List<Type> others = right.types();
      return IntStream.range(0, others.size())
          .mapToObj(i -> left.types().get(i).with(others.get(i)))
          .toList();
    }

    @Override
    public String in(Dialect dialect) {
      return "(" + left.in(dialect) + ") " + word + " (" + right.in(dialect) + ")";
    }

    @Override
    public Stream<Query> simpler() {
      return Stream.concat(
          Stream.of(left, right),
          Stream.concat(
              left.simpler().map(simple -> new Combined(word, simple, right)),
              right.simpler().map(simple -> new Combined(word, left, simple))));
    }
  }

  /** A {@code WITH RECURSIVE}: {@code step} selects from the rows of the query before. */
  record Recursive(Query start, Query step, boolean all) implements Query {
    @Override
    public List<Type> types() {
      return start.types();
    }

    @Override
    public String in(Dialect dialect) {
      return start.in(dialect) + (all ? " UNION ALL " : " UNION ") + step.in(dialect);
    }

    @Override
    public Stream<Query> simpler() {
      return Stream.concat(
          Stream.of(start), start.simpler().map(simple -> new Recursive(simple, step, all)));
    }
  }

  /** Of the rows that are alike in the first {@code on} keys the first in the order of all. */
  record DistinctOn(Query query, List<SortKey> keys, int on) implements Query {
    @Override
    public List<Type> types() {
      return query.types();
    }

    @Override
    public String in(Dialect dialect) {
      List<Expression.Column> columns = query.columns("s");
      String alike =
          keys.subList(0, on).stream()
              .map(key -> columns.get(key.column()).in(dialect))
              .collect(Collectors.joining(", "));
      return "SELECT DISTINCT ON (%s) * FROM (%s) AS %s%s"
          .formatted(
              alike, query.in(dialect), Dialect.quoted("s"), SortKey.named(keys, columns, dialect));
    }

    @Override
    public Stream<Query> simpler() {
      return Stream.concat(
          Stream.of(query), query.simpler().map(simple -> new DistinctOn(simple, keys, on)));
    }
  }

  /** The first rows of a query in the order of {@code keys}, and those that are level with them. */
  record FirstWithTies(Query query, List<SortKey> keys, int limit) implements Query {
    @Override
    public List<Type> types() {
      return query.types();
    }

    @Override
    public String in(Dialect dialect) {
      return "SELECT * FROM (%s) AS %s%s FETCH FIRST %d ROWS WITH TIES"
          .formatted(
              query.in(dialect),
              Dialect.quoted("s"),
              SortKey.named(keys, query.columns("s"), dialect),
              limit);
    }

    @Override
    public Stream<Query> simpler() {
      return Stream.concat(
          Stream.of(query), query.simpler().map(simple -> new FirstWithTies(simple, keys, limit)));
    }
  }

  /** The first rows of a query in the order of {@code keys}, which leave no two rows undecided. */
  record First(Query query, List<SortKey> keys, int limit, int offset) implements Query {
    @Override
    public List<Type> types() {
      return query.types();
    }

    @Override
    public boolean isOrdered() {
      return keys.size() >= query.types().size();
    }

    @Override
    public String in(Dialect dialect) {
      // In brackets the driver's grammar has no ORDER BY behind a UNION of queries in brackets.
      String sorted =
          query instanceof Combined
              ? "SELECT * FROM (" + query.in(dialect) + ") AS " + Dialect.quoted("s")
              : query.in(dialect);
      return sorted
          + SortKey.clause(keys, dialect)
          + (limit < 0 ? "" : " LIMIT " + limit)
          + (offset == 0 ? "" : " OFFSET " + offset);
    }

    @Override
    public Stream<Query> simpler() {
      return Stream.concat(
          Stream.of(query), query.simpler().map(simple -> new First(simple, keys, limit, offset)));
    }
  }

  /** A column of the result to sort by. */
  record SortKey(int column, boolean descending, Dialect.Nulls nulls) {
    String in(Dialect dialect) {
      return dialect.sortKey(Integer.toString(column + 1), descending, nulls);
    }

    static String clause(List<SortKey> keys, Dialect dialect) {
      return keys.isEmpty()
          ? ""
          : keys.stream()
              .map(key -> key.in(dialect))
              .collect(Collectors.joining(", ", " ORDER BY ", ""));
    }

    /** Likewise, by the names of {@code columns}. */
    static String named(List<SortKey> keys, List<Expression.Column> columns, Dialect dialect) {
      return keys.stream()
          .map(
              key ->
                  dialect.sortKey(
                      columns.get(key.column()).in(dialect), key.descending(), key.nulls()))
          .collect(Collectors.joining(", ", " ORDER BY ", ""));
    }

    /** {@code keys}, and then every other column of so many, which makes the order total. */
    static List<SortKey> total(List<SortKey> keys, int columns) {
      List<SortKey> all = new ArrayList<>(keys);
      for (int i = 0; i < columns; i++) {
        int column = i;
        if (all.stream().noneMatch(key -> key.column == column)) {
          all.add(new SortKey(i, false, Dialect.Nulls.UNSAID));
        }
      }
      return all;
    }
  }
}
