package io.github.wandbjdbc.sql.differential;

import io.github.wandbjdbc.sql.differential.Query.SortKey;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A statement as a whole. Its order may leave rows undecided, so that a limit may take any of them.
 *
 * @param limit so many rows at the most; -1 for all
 */
record Statement(List<With> withs, Query query, List<SortKey> keys, Limit limit) {
  static final Limit ALL = new Limit(-1, 0, LimitStyle.TEXT);

  /** A query with a name, to be named as a table. */
  record With(String name, Query query) {
    String in(Dialect dialect) {
      List<String> names =
          query.columns(name).stream().map(column -> Dialect.quoted(column.name())).toList();
      String head = Dialect.quoted(name) + "(" + String.join(", ", names) + ") AS ";
      String body = "(" + query.in(dialect) + ")";
      return dialect.oneOf(
          head + body, head + "MATERIALIZED " + body, head + "NOT MATERIALIZED " + body);
    }
  }

  /** How a limit is told. */
  enum LimitStyle {
    TEXT,
    FETCH,
    PARAMETER,
    MAX_ROWS
  }

  /** How many rows are wanted, behind how many others. */
  record Limit(int rows, int offset, LimitStyle style) {
    String text() {
      String skip = offset == 0 ? "" : " OFFSET " + offset;
      return switch (style) {
        case TEXT -> (rows < 0 ? "" : " LIMIT " + rows) + skip;
        case FETCH ->
            (skip.isEmpty() ? "" : skip + " ROWS")
                + (rows < 0 ? "" : " FETCH FIRST " + rows + " ROWS ONLY");
        case PARAMETER -> (rows < 0 ? "" : " LIMIT ?") + (offset == 0 ? "" : " OFFSET ?");
        case MAX_ROWS -> skip;
      };
    }
  }

  /** For the driver. */
  String in(DriverSql dialect) {
    String sql = body(dialect) + limit.text();
    if (limit.style == LimitStyle.PARAMETER) {
      if (limit.rows >= 0) {
        dialect.parameter(Type.WHOLE, Binding.INT, (long) limit.rows);
      }
      if (limit.offset > 0) {
        dialect.parameter(Type.WHOLE, Binding.INT, (long) limit.offset);
      }
    }
    return sql;
  }

  /** For the reference engine: without the limit, so that one sees which rows it may take. */
  String in(ReferenceSql dialect) {
    return body(dialect);
  }

  private String body(Dialect dialect) {
    String with =
        withs.isEmpty()
            ? ""
            : withs.stream()
                .map(one -> one.in(dialect))
                .collect(
                    Collectors.joining(
                        ", ",
                        withs.stream().anyMatch(one -> one.query() instanceof Query.Recursive)
                            ? "WITH RECURSIVE "
                            : "WITH ",
                        " "));
    return with + query.in(dialect) + SortKey.clause(keys, dialect);
  }

  /** Whether its rows have one order, told by a query within. */
  boolean isOrdered() {
    return keys.isEmpty() && query.isOrdered();
  }

  /** The value of {@code setMaxRows} for the statement, or null. */
  @Nullable Integer maxRows() {
    return limit.style == LimitStyle.MAX_ROWS && limit.rows > 0 ? limit.rows : null;
  }

  /** Statements that are a little smaller; some of them may make no sense. */
  Stream<Statement> simpler() {
    Stream<Statement> limits =
        limit.equals(ALL)
            ? Stream.of()
            : Stream.of(
                new Statement(withs, query, keys, ALL),
                new Statement(withs, query, keys, new Limit(limit.rows, 0, limit.style)),
                new Statement(
                    withs, query, keys, new Limit(limit.rows, limit.offset, LimitStyle.TEXT)));
    return Stream.of(
            Simpler.without(withs, fewer -> new Statement(fewer, query, keys, limit)),
            limits,
            Simpler.without(keys, fewer -> new Statement(withs, query, fewer, limit)),
            query.simpler().map(simple -> new Statement(withs, simple, keys, limit)),
            Simpler.<With, Statement>within(
                withs,
                with -> with.query().simpler().map(simple -> new With(with.name(), simple)),
                changed -> new Statement(changed, query, keys, limit)))
        .flatMap(candidates -> candidates)
        .filter(candidate -> !candidate.equals(this));
  }

  @Override
  public String toString() {
    DriverSql dialect = new DriverSql();
    return in(dialect);
  }
}
