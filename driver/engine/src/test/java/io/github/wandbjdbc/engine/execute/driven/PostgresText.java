package io.github.wandbjdbc.engine.execute.driven;

import io.github.wandbjdbc.engine.judge.Postgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Rows as PostgreSQL prints them. */
public final class PostgresText {
  private PostgresText() {}

  /** PostgreSQL where it can start; elsewhere the test is skipped aloud. */
  public static Postgres start() throws SQLException {
    try {
      return Postgres.start();
    } catch (IOException | IllegalStateException e) {
      if (Boolean.getBoolean("postgres.required")) {
        throw new IllegalStateException("PostgreSQL doesn't start", e);
      }
      return Assumptions.abort("PostgreSQL doesn't start here, so nothing is compared: " + e);
    }
  }

  /** A row of {@code values}, any of which may be null. */
  public static List<@Nullable Object> row(@Nullable Object... values) {
    return Collections.unmodifiableList(Arrays.asList(values));
  }

  /** {@code rows} as they are printed, with -0.0 as 0. */
  public static List<List<@Nullable String>> of(List<List<@Nullable Object>> rows) {
    return rows.stream().map(PostgresText::printed).toList();
  }

  private static List<@Nullable String> printed(List<@Nullable Object> row) {
    @Nullable String[] printed = new @Nullable String[row.size()];
    for (int i = 0; i < printed.length; i++) {
      printed[i] = of(row.get(i));
    }
    return Collections.unmodifiableList(Arrays.asList(printed));
  }

  private static @Nullable String of(@Nullable Object value) {
    if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
      return String.valueOf(number.longValue());
    }
    return value == null ? null : value.toString();
  }
}
