package io.github.wandbjdbc.engine.values.json;

import io.github.wandbjdbc.engine.judge.Postgres;
import io.github.wandbjdbc.engine.values.StatementException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Asks PostgreSQL of many documents and paths at once, and compares. */
final class JsonJudge {
  private static final int MOST_SHOWN = 40;

  private final Postgres postgres;
  private final List<String> differences = new ArrayList<>();
  private Predicate<String> accepted = what -> false;
  private String reason = "";
  private int acceptedCount;
  private int compared;
  private int answered;

  private JsonJudge(Postgres postgres) {
    this.postgres = postgres;
  }

  /** The judge; without one the test is skipped, or fails if it must not be. */
  static JsonJudge start() throws SQLException {
    try {
      return new JsonJudge(Postgres.start());
    } catch (IOException e) {
      if (Boolean.getBoolean("postgres.required")) {
        throw new IllegalStateException("PostgreSQL doesn't start", e);
      }
      Assumptions.abort("PostgreSQL doesn't start here, so nothing is compared: " + e);
      throw new IllegalStateException(e);
    }
  }

  /** From now on paths that {@code which} takes may differ, for {@code reason}. */
  JsonJudge accepting(String reason, Predicate<String> which) {
    this.reason = reason;
    this.accepted = which;
    return this;
  }

  Postgres postgres() {
    return postgres;
  }

  /**
   * Compares what {@code ours} says of each document and path with PostgreSQL's {@code expression}
   * of {@code doc}, a text, and the other. A failure is {@code !} and its SQLState.
   */
  void compare(
      String expression,
      List<String> documents,
      List<String> paths,
      BiFunction<String, String, @Nullable String> ours)
      throws SQLException {
    postgres.execute(
        """
        CREATE OR REPLACE FUNCTION judged(doc text, path text) RETURNS text LANGUAGE plpgsql AS $$
        BEGIN
          RETURN (%s)::text;
        EXCEPTION WHEN OTHERS THEN
          RETURN '!' || SQLSTATE;
        END $$
        """
            .formatted(expression));
    Connection connection = postgres.connection();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT judged(d.t, p.t)
            FROM unnest(?::text[]) WITH ORDINALITY p(t, i), unnest(?::text[]) WITH ORDINALITY d(t, i)
            ORDER BY p.i, d.i
            """)) {
      statement.setArray(1, connection.createArrayOf("text", paths.toArray()));
      statement.setArray(2, connection.createArrayOf("text", documents.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        for (String path : paths) {
          for (String document : documents) {
            rows.next();
            compare(
                "%s of %s on %s".formatted(expression, path, document),
                answer(() -> ours.apply(document, path)),
                rows.getString(1));
          }
        }
      }
    }
  }

  /** Compares two answers. */
  void compare(String what, @Nullable String ours, @Nullable String theirs) {
    compared++;
    if (!isFailure(theirs)) {
      answered++;
    }
    if (!shown(ours).equals(shown(theirs)) && accepted.test(what)) {
      acceptedCount++;
    } else if (!shown(ours).equals(shown(theirs))) {
      differences.add("%s%n    ours   %s%n    theirs %s".formatted(what, ours, theirs));
    }
  }

  /** The value, or {@code !} and the state of the failure. */
  static @Nullable String answer(Answer answer) {
    try {
      return answer.get();
    } catch (StatementException e) {
      return "!" + e.state().code();
    }
  }

  /** Something that may fail. */
  @FunctionalInterface
  interface Answer {
    @Nullable String get();
  }

  private static boolean isFailure(@Nullable String answer) {
    return answer != null && answer.startsWith("!");
  }

  /** Failures by their class alone, and a path that isn't one as a fault of the statement. */
  private static String shown(@Nullable String answer) {
    return isFailure(answer) ? String.valueOf(answer).substring(0, 3) : String.valueOf(answer);
  }

  /** Prints how many answers were compared; fails if any differ. */
  void end(String name) {
    System.out.printf(
        "%s: %,d compared with PostgreSQL, of which it answers %,d; %d differ%s%n",
        name,
        compared,
        answered,
        differences.size(),
        acceptedCount == 0 ? "" : ", and %d since %s".formatted(acceptedCount, reason));
    if (!differences.isEmpty()) {
      throw new AssertionError(
          "%d of %d differ:%n%s"
              .formatted(
                  differences.size(),
                  compared,
                  String.join(
                      System.lineSeparator(),
                      differences.subList(0, Math.min(MOST_SHOWN, differences.size())))));
    }
  }
}
