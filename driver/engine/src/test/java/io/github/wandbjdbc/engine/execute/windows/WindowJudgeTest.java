package io.github.wandbjdbc.engine.execute.windows;

import static io.github.wandbjdbc.engine.execute.windows.WindowTable.FIELDS;
import static io.github.wandbjdbc.engine.execute.windows.WindowTable.field;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.execute.RowOrder;
import io.github.wandbjdbc.engine.execute.windows.WindowDescription.Group;
import io.github.wandbjdbc.engine.judge.Postgres;
import io.github.wandbjdbc.engine.values.windows.Frame;
import io.github.wandbjdbc.engine.values.windows.Frame.Exclusion;
import io.github.wandbjdbc.engine.values.windows.Frame.Unit;
import io.github.wandbjdbc.engine.values.windows.WindowFunctions;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

/** Every window function over every shape of frame gives what PostgreSQL gives. */
class WindowJudgeTest {
  private static final List<String> KEYS =
      List.of("kd", "ki", "kl", "kn", "dt", "ts", "tm", "dr", "mo", "t");

  private static @Nullable Postgres postgres;

  @BeforeAll
  static void start() throws SQLException {
    try {
      postgres = Postgres.start();
    } catch (IOException e) {
      assertThat(Boolean.getBoolean("postgres.required"))
          .as("PostgreSQL can't start: " + e)
          .isFalse();
      Assumptions.abort("skipped, since PostgreSQL can't start: " + e);
    }
  }

  @Test
  void everyFunctionOfWindowsIsAmongThem() {
    assertThat(WindowSpecimen.all().stream().map(s -> s.call().function().getName()))
        .containsAll(WindowFunctions.names());
  }

  @Test
  void everyFunctionOverEveryFrameIsPostgresqls() throws Exception {
    Random random = new Random(20);
    List<WindowTable> tables = new ArrayList<>();
    for (int size : new int[] {1, 6, 15, 30}) {
      tables.add(table("windows_" + size, size, random));
    }

    long windows = 0;
    long cells = 0;
    for (Frame shape : WindowFrames.shapes()) {
      for (String key : KEYS) {
        boolean isByDistance = shape.unit() == Unit.RANGE && needsDistance(shape);
        if (isByDistance && key.equals("t")) {
          continue;
        }
        boolean isDescending = random.nextBoolean();
        boolean nullsFirst = random.nextBoolean();
        int table = random.nextInt(tables.size() + 2);
        cells +=
            compared(
                tables.get(Math.min(table, tables.size() - 1)),
                random.nextInt(3) > 0,
                new RowOrder.Key(field(key), isDescending, nullsFirst),
                WindowFrames.withDistances(shape, FIELDS.get(field(key)).type(), random),
                WindowSpecimen.all());
        windows++;
      }
    }

    System.out.printf("windows: %,d windows, %,d cells compared%n", windows, cells);
    assertThat(cells).isGreaterThan(100_000);
  }

  @Test
  void largeFramesArePutTogetherAsPostgresqlAddsThemUp() throws Exception {
    Random random = new Random(21);
    WindowTable table = table("windows_large", 1200, random);
    // Arrays of so many rows, by which PostgreSQL is asked for what it lacks, take it too long.
    List<WindowSpecimen> specimens =
        WindowSpecimen.all().stream()
            .filter(specimen -> !specimen.inner().contains("_agg"))
            .toList();

    long cells = 0;
    for (Frame shape : WindowFrames.shapes()) {
      if (shape.unit() == Unit.ROWS && random.nextInt(4) == 0) {
        Frame frame =
            new Frame(
                Unit.ROWS,
                WindowFrames.with(shape.lower(), 200 + random.nextInt(400)),
                WindowFrames.with(shape.upper(), 200 + random.nextInt(400)),
                shape.exclusion());
        cells +=
            compared(table, false, new RowOrder.Key(field("ki"), false, true), frame, specimens);
      }
    }

    System.out.printf("windows: %,d cells of large frames compared%n", cells);
    assertThat(cells).isGreaterThan(100_000);
  }

  private static boolean needsDistance(Frame shape) {
    return WindowFrames.isDistance(shape.lower()) || WindowFrames.isDistance(shape.upper());
  }

  private static WindowTable table(String name, int size, Random random) throws SQLException {
    WindowTable table = new WindowTable(name, size, random);
    requireNonNull(postgres).execute(table.sql());
    return table;
  }

  /** Compares all functions over one window, and gives the number of values. */
  private static long compared(
      WindowTable table,
      boolean isPartitioned,
      RowOrder.Key key,
      Frame frame,
      List<WindowSpecimen> specimens)
      throws SQLException {
    try {
      return comparedAll(table, isPartitioned, key, frame, specimens);
    } catch (PSQLException e) {
      // "cannot fetch row before WindowObject's mark position": PostgreSQL loses its own way where
      // rows are left out.
      assertThat(e.getSQLState()).isEqualTo("XX000");
      assertThat(frame.exclusion()).isNotEqualTo(Exclusion.NO_OTHERS);
      return comparedAll(
          table,
          isPartitioned,
          key,
          frame,
          specimens.stream()
              .filter(specimen -> !specimen.inner().matches("(first|last|nth)_value.*"))
              .toList());
    }
  }

  private static long comparedAll(
      WindowTable table,
      boolean isPartitioned,
      RowOrder.Key key,
      Frame frame,
      List<WindowSpecimen> specimens)
      throws SQLException {
    String order =
        "%s %s NULLS %s"
            .formatted(
                FIELDS.get(key.field()).name(),
                key.descending() ? "DESC" : "ASC",
                key.nullsFirst() ? "FIRST" : "LAST");
    String sql = sql(table, isPartitioned, order, WindowFrames.sql(frame), specimens);
    List<List<@Nullable String>> expected = requireNonNull(postgres).rows(sql);

    List<List<@Nullable Object>> actual =
        table.values(
            List.of(
                new Group(
                    isPartitioned ? List.of(field("p")) : List.of(),
                    new RowOrder(List.of(key)),
                    frame,
                    specimens.stream().map(WindowSpecimen::call).toList())),
            7);

    assertThat(actual).hasSameSizeAs(expected);
    for (int row = 0; row < expected.size(); row++) {
      for (int k = 0; k < specimens.size(); k++) {
        if (specimens.get(k).call().fromLast() && frame.exclusion() == Exclusion.TIES) {
          // An array is of the rows that there are; NTH_VALUE counts the row that isn't there.
          continue;
        }
        assertThat(isSame(expected.get(row).get(k), actual.get(row).get(k)))
            .as(
                "%s %s over %s, %s of %s: %s, but %s",
                specimens.get(k).inner(),
                specimens.get(k).outer(),
                order,
                WindowFrames.sql(frame),
                table.rows.get(row),
                expected.get(row).get(k),
                actual.get(row).get(k))
            .isTrue();
      }
    }
    return (long) expected.size() * specimens.size();
  }

  private static String sql(
      WindowTable table,
      boolean isPartitioned,
      String order,
      String frame,
      List<WindowSpecimen> specimens) {
    List<String> inner = new ArrayList<>();
    List<String> outer = new ArrayList<>();
    for (int i = 0; i < specimens.size(); i++) {
      inner.add(specimens.get(i).inner() + " AS c" + i);
      outer.add(specimens.get(i).outer().replace("{}", "c" + i));
    }
    // A subquery that is in order already isn't sorted again: rows with equal keys stay as they
    // are.
    return """
    SELECT %s FROM (
      SELECT t.*, %s FROM (SELECT * FROM %s ORDER BY %s%s, id) t
      WINDOW a AS (%s ORDER BY %s), w AS (a %s),
        v AS (a ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
        u AS (a ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)) s ORDER BY id
    """
        .formatted(
            String.join(", ", outer),
            String.join(", ", inner),
            table.name,
            isPartitioned ? "p, " : "",
            order,
            isPartitioned ? "PARTITION BY p" : "",
            order,
            frame);
  }

  private static boolean isSame(@Nullable String expected, @Nullable Object actual) {
    if (expected == null || actual == null) {
      return expected == null && actual == null;
    }
    if (expected.equals("t") || expected.equals("f")) {
      return actual.equals(expected.equals("t") ? 1L : 0L);
    }
    if (actual instanceof Double number) {
      double wanted = Double.parseDouble(expected);
      return Double.compare(wanted + 0d, number + 0d) == 0
          || Math.abs(wanted - number) <= 1e-12 * Math.abs(wanted);
    }
    return expected.equals(
        actual instanceof BigDecimal number ? number.toPlainString() : actual.toString());
  }
}
