package io.github.wandbjdbc.engine.judge;

import io.github.wandbjdbc.engine.judge.PostgresCalls.Answer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One expression over columns, which PostgreSQL computes for many rows in one statement. It is made
 * a function that turns failures into their states, so that one row's failure is no other's.
 */
final class PostgresFunction {
  private final Postgres postgres;
  private final String expression;
  private final List<String> types;

  /**
   * An expression.
   *
   * @param expression with {@code @1} for the first column
   * @param types the columns', as PostgreSQL names them
   */
  PostgresFunction(Postgres postgres, String expression, List<String> types) {
    this.postgres = postgres;
    this.expression = expression;
    this.types = types;
  }

  /** {@code expression} over columns whose names are {@code prefix} and a number. */
  static String over(String expression, String prefix) {
    return expression.replaceAll(
        "@([1-9])", java.util.regex.Matcher.quoteReplacement(prefix) + "$1");
  }

  /** PostgreSQL's name of the expression's type. */
  String type() throws SQLException {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      columns.add("NULL::%s AS x%d".formatted(types.get(i), i + 1));
    }
    columns.add("1 AS x");
    String sql =
        "SELECT %s AS v FROM (SELECT %s OFFSET 0) t LIMIT 0"
            .formatted(over(expression, "x"), String.join(", ", columns));
    try (Statement statement = postgres.connection().createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.getMetaData().getColumnTypeName(1);
    }
  }

  /**
   * The answers for rows that are told by their places in {@code grids}.
   *
   * @param shown the value as a text, of the expression that {@code %1$s} stands for
   */
  List<Answer> answers(List<List<Operand>> grids, List<int[]> rows, String shown)
      throws SQLException {
    List<String> parameters = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      parameters.add("p%d %s".formatted(i + 1, types.get(i)));
    }
    postgres.execute("DROP FUNCTION IF EXISTS pg_temp.cell");
    postgres.execute(
        """
        CREATE FUNCTION pg_temp.cell(%s) RETURNS text LANGUAGE plpgsql AS $cell$
        BEGIN
          RETURN '=' || (%s)::text;
        EXCEPTION WHEN OTHERS THEN
          RETURN '!' || SQLSTATE;
        END $cell$"""
            .formatted(
                String.join(", ", parameters), shown.formatted("(" + over(expression, "p") + ")")));
    try (PreparedStatement statement = postgres.connection().prepareStatement(query(grids))) {
      for (int k = 0; k < grids.size(); k++) {
        Integer[] places = new Integer[rows.size()];
        for (int i = 0; i < places.length; i++) {
          places[i] = rows.get(i)[k];
        }
        statement.setArray(k + 1, postgres.connection().createArrayOf("int4", places));
      }
      List<Answer> answers = new ArrayList<>();
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          answers.add(answer(found.getString(1)));
        }
      }
      return answers;
    }
  }

  private String query(List<List<Operand>> grids) {
    if (grids.isEmpty()) {
      return "SELECT pg_temp.cell()";
    }
    StringBuilder sql = new StringBuilder("WITH ");
    for (int k = 0; k < grids.size(); k++) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < grids.get(k).size(); i++) {
        values.add("(%d, (%s)::%s)".formatted(i, grids.get(k).get(i).postgres(), types.get(k)));
      }
      sql.append(k == 0 ? "" : ", ")
          .append("g%d(i, v) AS MATERIALIZED (VALUES %s)".formatted(k, String.join(", ", values)));
    }
    String numbers = places(grids.size(), "?::int[]");
    String names = places(grids.size(), "i%d");
    sql.append(" SELECT pg_temp.cell(%s)".formatted(places(grids.size(), "g%d.v")))
        .append(" FROM unnest(%s) WITH ORDINALITY r(%s, n)".formatted(numbers, names));
    for (int k = 0; k < grids.size(); k++) {
      sql.append(" JOIN g%1$d ON g%1$d.i = r.i%1$d".formatted(k));
    }
    return sql.append(" ORDER BY r.n").toString();
  }

  private static String places(int count, String each) {
    return java.util.stream.IntStream.range(0, count)
        .mapToObj(each::formatted)
        .collect(Collectors.joining(", "));
  }

  private static Answer answer(@Nullable String text) {
    if (text == null) {
      return new Answer(null, null);
    }
    return text.charAt(0) == '!'
        ? new Answer(null, text.substring(1))
        : new Answer(text.substring(1), null);
  }
}
