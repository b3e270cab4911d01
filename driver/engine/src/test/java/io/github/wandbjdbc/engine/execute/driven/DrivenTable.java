package io.github.wandbjdbc.engine.execute.driven;

import io.github.wandbjdbc.engine.judge.Postgres;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Random rows, in memory and in PostgreSQL: {@code n}, by which a row is known, and {@code k}
 * (BIGINT), {@code d} (DOUBLE), {@code t} (VARCHAR), {@code v} (BIGINT), which have NULLs and
 * duplicates, and {@code d} NaN and -0.0.
 */
public record DrivenTable(String name, List<List<@Nullable Object>> rows) {
  /** The places of the fields. */
  public static final int N = 0;

  public static final int K = 1;
  public static final int D = 2;
  public static final int T = 3;
  public static final int V = 4;

  /** How the fields are held. */
  public static final List<Kind> KINDS =
      List.of(Kind.LONG, Kind.LONG, Kind.DOUBLE, Kind.OBJECT, Kind.LONG);

  private static final double[] DOUBLES = {
    0.0, -0.0, 1.5, -2.25, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 7, 1e9
  };
  private static final String[] TEXTS = {"", "a", "A", "b\nc", "é", "😀", "it's", "\\"};

  /** {@code size} rows whose {@code k} has about {@code distinct} values. */
  public static DrivenTable random(String name, int size, int distinct, Random random) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (long n = 0; n < size; n++) {
      rows.add(
          Collections.unmodifiableList(
              Arrays.asList(
                  n,
                  random.nextInt(10) == 0 ? null : (Object) (long) random.nextInt(distinct),
                  random.nextInt(8) == 0 ? null : (Object) DOUBLES[random.nextInt(DOUBLES.length)],
                  random.nextInt(8) == 0 ? null : TEXTS[random.nextInt(TEXTS.length)],
                  random.nextInt(8) == 0 ? null : (Object) (long) random.nextInt(20))));
    }
    return new DrivenTable(name, Collections.unmodifiableList(rows));
  }

  /** Makes PostgreSQL know it. */
  public DrivenTable load(Postgres postgres) throws SQLException {
    postgres.execute("DROP TABLE IF EXISTS " + name);
    postgres.execute(
        "CREATE TEMP TABLE " + name + " (n bigint, k bigint, d float8, t text, v bigint)");
    if (!rows.isEmpty()) {
      postgres.execute(
          rows.stream()
              .map(
                  row ->
                      row.stream()
                          .map(DrivenTable::literal)
                          .collect(Collectors.joining(", ", "(", ")")))
              .collect(Collectors.joining(", ", "INSERT INTO " + name + " VALUES ", "")));
    }
    postgres.execute("ANALYZE " + name);
    return this;
  }

  private static String literal(@Nullable Object value) {
    return value == null ? "NULL" : "'" + value.toString().replace("'", "''") + "'";
  }

  /** A source of its rows, in batches of many sizes. */
  public DrivenSource open() {
    return open(row -> true);
  }

  /** A source of those of its rows that are {@code wanted}. */
  public DrivenSource open(Predicate<List<@Nullable Object>> wanted) {
    Random random = new Random(rows.size());
    return new DrivenSource(
        rows.stream().filter(wanted).toList(),
        KINDS,
        () -> random.nextBoolean() ? Batch.MOST_ROWS : 1 + random.nextInt(Batch.MOST_ROWS));
  }
}
