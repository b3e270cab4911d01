package io.github.wandbjdbc.engine.judge;

import io.github.wandbjdbc.engine.values.ValueType;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Has PostgreSQL compute many expressions in one round trip, each with its value or SQLState. */
final class PostgresCalls {
  private final Postgres postgres;

  /** The answer for one expression: its value as we would hold it, or a state. */
  record Answer(@Nullable Object value, @Nullable String state) {}

  PostgresCalls(Postgres postgres) throws SQLException {
    this.postgres = postgres;
    postgres.execute(
        """
        CREATE OR REPLACE FUNCTION pg_temp.answer(query text) RETURNS text[] LANGUAGE plpgsql AS $$
        DECLARE answer text[];
        BEGIN
          EXECUTE query INTO answer;
          RETURN answer;
        EXCEPTION WHEN OTHERS THEN
          RETURN ARRAY['!', SQLSTATE];
        END $$""");
  }

  /** The answers to {@code expressions}, which are of {@code type}. */
  List<Answer> answers(List<String> expressions, ValueType type) {
    Object[] queries =
        expressions.stream()
            .map(
                expression ->
                    "SELECT ARRAY[pg_typeof(v)::text, (%s)::text] FROM (SELECT %s AS v OFFSET 0) t"
                        .formatted(spelled(type), expression))
            .toArray();
    List<Answer> answers = new ArrayList<>();
    try (PreparedStatement statement =
        postgres
            .connection()
            .prepareStatement(
                "SELECT a[1], a[2] FROM (SELECT n, pg_temp.answer(q) AS a"
                    + " FROM unnest(?::text[]) WITH ORDINALITY AS t(q, n) OFFSET 0) u ORDER BY n")) {
      statement.setArray(1, postgres.connection().createArrayOf("text", queries));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          answers.add(answer(rows.getString(1), rows.getString(2), type));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return answers;
  }

  private static Answer answer(String kind, @Nullable String text, ValueType type) {
    if (kind.equals("!")) {
      return new Answer(null, text);
    }
    if (!types(type).contains(kind)) {
      return new Answer("a " + kind + ", not " + type + ": " + text, null);
    }
    return new Answer(text == null ? null : held(text, type), null);
  }

  /** Whether what PostgreSQL calls {@code name} is a {@code type}. */
  static boolean isOf(String name, ValueType type) {
    return switch (type) {
      case BOOLEAN -> name.equals("bool");
      case INTEGER -> name.equals("int4") || name.equals("int2");
      case DOUBLE -> name.equals("float8") || name.equals("float4");
      case TEXT -> name.equals("text") || name.equals("varchar") || name.equals("bpchar");
      default -> name.equals(Operands.postgres(type));
    };
  }

  /** A text of {@code %1$s}, a value of {@code type}, that shows how we hold it. */
  static String shown(ValueType type) {
    return switch (type) {
      case BOOLEAN -> "%1$s::int";
      case DATE -> "%1$s - DATE '1970-01-01'";
      case TIME, TIMESTAMP -> "floor(extract(epoch FROM %1$s) * 1000)";
      case DURATION ->
          "CASE WHEN extract(year FROM %1$s) * 12 + extract(month FROM %1$s) = 0"
              + " THEN floor(extract(epoch FROM %1$s) * 1000)::text ELSE %1$s::text END";
      case MONTHS ->
          "CASE WHEN %1$s = make_interval(months =>"
              + " (extract(year FROM %1$s) * 12 + extract(month FROM %1$s))::int)"
              + " THEN (extract(year FROM %1$s) * 12 + extract(month FROM %1$s))::text"
              + " ELSE %1$s::text END";
      default -> "%1$s";
    };
  }

  /** The value that {@code text} spells, as we would hold it. */
  static Object held(String text, ValueType type) {
    return switch (type) {
      case DOUBLE -> Double.parseDouble(text);
      case NUMERIC -> text.matches("[-0-9.]+") ? new BigDecimal(text) : text;
      case TEXT, ANY -> text;
      default -> text.matches("-?[0-9]+") ? Long.parseLong(text) : text;
    };
  }

  /** The value of {@code v} as a text that says how we hold it. */
  private static String spelled(ValueType type) {
    return switch (type) {
      case BOOLEAN -> "v::int";
      case DATE -> "v - DATE '1970-01-01'";
      case TIME, TIMESTAMP, DURATION -> "floor(extract(epoch FROM v) * 1000)";
      case MONTHS -> "extract(year FROM v) * 12 + extract(month FROM v)";
      default -> "v";
    };
  }

  /** PostgreSQL's names of {@code type}. */
  private static Set<String> types(ValueType type) {
    return switch (type) {
      case BOOLEAN -> Set.of("boolean");
      case INTEGER -> Set.of("integer", "smallint");
      case BIGINT -> Set.of("bigint");
      case NUMERIC -> Set.of("numeric");
      case DOUBLE -> Set.of("double precision", "real");
      case TEXT, ANY -> Set.of("text", "character varying", "character");
      case DATE -> Set.of("date");
      case TIME -> Set.of("time without time zone");
      case TIMESTAMP -> Set.of("timestamp without time zone");
      case MONTHS, DURATION -> Set.of("interval");
    };
  }
}
