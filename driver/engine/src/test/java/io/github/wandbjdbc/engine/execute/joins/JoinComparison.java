package io.github.wandbjdbc.engine.execute.joins;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.execute.driven.Driven;
import io.github.wandbjdbc.engine.execute.driven.DrivenTable;
import io.github.wandbjdbc.engine.judge.Postgres;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.apache.calcite.rel.core.JoinRelType;
import org.jspecify.annotations.Nullable;

/** Compares joins of random tables with PostgreSQL's. */
final class JoinComparison {
  private static final int WIDTH = DrivenTable.KINDS.size();
  private static final long NONE = -1;

  private final Postgres postgres;
  private final Map<String, DrivenTable> tables = new HashMap<>();
  private final Map<String, List<Long>> answers = new HashMap<>();
  private long joins;
  private long rows;

  JoinComparison(Postgres postgres) throws SQLException {
    this.postgres = postgres;
    postgres.execute("SET jit = off");
  }

  /** The table of {@code size} rows that stands on one side, {@code l} or {@code r}. */
  DrivenTable table(String side, int size) throws SQLException {
    String name = side + size;
    DrivenTable known = tables.get(name);
    if (known == null) {
      int distinct = Math.max(2, size / 3);
      known = DrivenTable.random(name, size, distinct, new Random(name.hashCode())).load(postgres);
      tables.put(name, known);
    }
    return known;
  }

  /**
   * Compares a join.
   *
   * @param ordered whether the left rows must come in their order
   */
  void compare(
      JoinRelType type,
      DrivenTable left,
      DrivenTable right,
      String condition,
      boolean ordered,
      Function<Execution, Operator> operator)
      throws SQLException {
    compare(type, left, right, sql(type, left, right, condition), condition, ordered, operator);
  }

  /** Likewise; {@code sql} gives a number for each row, as {@link #number} makes it. */
  void compare(
      JoinRelType type,
      DrivenTable left,
      DrivenTable right,
      String sql,
      String condition,
      boolean ordered,
      Function<Execution, Operator> operator)
      throws SQLException {
    boolean semi = type == JoinRelType.SEMI || type == JoinRelType.ANTI;
    String name =
        "%s JOIN of %s and %s ON %s".formatted(type, left.name(), right.name(), condition);

    List<List<@Nullable Object>> found = Driven.rows(operator, semi ? WIDTH : 2 * WIDTH);

    List<Long> numbers = new ArrayList<>();
    List<Long> leftOrder = new ArrayList<>();
    for (List<@Nullable Object> row : found) {
      long l = known(row.subList(0, WIDTH), left, name);
      long r = semi ? NONE : known(row.subList(WIDTH, 2 * WIDTH), right, name);
      numbers.add(l * 100_000 + r);
      if (l != NONE) {
        leftOrder.add(l);
      }
    }
    if (ordered) {
      assertThat(leftOrder).as(name).isSorted();
    }
    Collections.sort(numbers);
    assertThat(numbers).as(name).isEqualTo(answer(sql));
    joins++;
    rows += numbers.size();
  }

  /** By what a row is known: it must be one of the table's, or consist of NULLs. */
  private static long known(List<@Nullable Object> row, DrivenTable table, String name) {
    if (row.get(0) instanceof Long n) {
      assertThat(row).as(name).isEqualTo(table.rows().get(n.intValue()));
      return n;
    }
    assertThat(row).as(name).containsOnlyNulls();
    return NONE;
  }

  private List<Long> answer(String sql) throws SQLException {
    List<Long> known = answers.get(sql);
    if (known == null) {
      known = new ArrayList<>();
      try (Statement statement = postgres.connection().createStatement();
          ResultSet numbers = statement.executeQuery(sql)) {
        while (numbers.next()) {
          known.add(numbers.getLong(1));
        }
      }
      Collections.sort(known);
      answers.put(sql, known);
    }
    return known;
  }

  /** How PostgreSQL is asked; it has no FULL JOIN by any condition. */
  private static String sql(
      JoinRelType type, DrivenTable left, DrivenTable right, String condition) {
    String l = left.name() + " l";
    String r = right.name() + " r";
    String exists = "EXISTS (SELECT 1 FROM %s WHERE %s)".formatted(r, condition);
    String rightAlone =
        "SELECT %s FROM %s WHERE NOT EXISTS (SELECT 1 FROM %s WHERE %s)"
            .formatted(number("-1", "r.n"), r, l, condition);
    String pairs = "SELECT %s FROM %s %%s JOIN %s ON %s";
    pairs = pairs.formatted(number("l.n", "coalesce(r.n, -1)"), l, r, condition);
    return switch (type) {
      case INNER -> pairs.formatted("INNER");
      case LEFT -> pairs.formatted("LEFT");
      case RIGHT -> pairs.formatted("INNER") + " UNION ALL " + rightAlone;
      case FULL -> pairs.formatted("LEFT") + " UNION ALL " + rightAlone;
      case SEMI -> "SELECT %s FROM %s WHERE %s".formatted(number("l.n", "-1"), l, exists);
      case ANTI -> "SELECT %s FROM %s WHERE NOT %s".formatted(number("l.n", "-1"), l, exists);
      default -> throw new IllegalArgumentException(type.toString());
    };
  }

  /** The number of a row of {@code left} and {@code right}, which are -1 where there is none. */
  static String number(String left, String right) {
    return "%s * 100000 + %s".formatted(left, right);
  }

  /** Says how much was compared. */
  void print(String what) {
    System.out.printf("%s: %,d joins compared with PostgreSQL, %,d rows%n", what, joins, rows);
    assertThat(rows).isPositive();
  }
}
