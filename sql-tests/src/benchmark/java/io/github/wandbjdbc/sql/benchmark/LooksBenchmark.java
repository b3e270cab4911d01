package io.github.wandbjdbc.sql.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.github.wandbjdbc.engine.PreparedQuery;
import io.github.wandbjdbc.engine.QueryEngine;
import io.github.wandbjdbc.engine.Rows;
import io.github.wandbjdbc.engine.source.ColumnReferences;
import io.github.wandbjdbc.engine.source.NoTables;
import io.github.wandbjdbc.engine.source.Scope;
import io.github.wandbjdbc.engine.source.SearchPath;
import io.github.wandbjdbc.engine.source.StatementSource;
import io.github.wandbjdbc.shaded.org.apache.calcite.schema.Schema;
import io.github.wandbjdbc.shaded.org.apache.calcite.sql.util.SqlOperatorTables;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How long a statement goes on after it was cancelled: for each class of statements that may take
 * long, the longest time between two looks at the scope, from the beginning of its planning to its
 * end or {@value #SECONDS} seconds. And how planning takes longer with what there is to plan. Times
 * are of the processor, for what else runs on the machine.
 */
public final class LooksBenchmark {
  private static final int SECONDS = 6;
  private static final int TIMES = 3;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private LooksBenchmark() {}

  /** Measures, and prints. */
  public static void main(String[] arguments) {
    for (int i = 0; i < 5; i++) {
      statements().values().forEach(sql -> longest(sql, 200));
      plannings(10).values().forEach(sql -> planned(sql, new Look(Long.MAX_VALUE)));
    }
    System.out.println("| statement | longest time between two looks |");
    System.out.println("|---|---:|");
    statements()
        .forEach(
            (name, sql) ->
                System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f ms |%n",
                    name,
                    IntStream.range(0, TIMES)
                        .mapToDouble(i -> longest(sql, SECONDS * 1000L))
                        .min()
                        .orElseThrow()));
    System.out.println();
    System.out.println("| planned | time | for twice as many | ratio |");
    System.out.println("|---|---:|---:|---:|");
    ratio("UNION ALL of 40 filtered branches, of 80", unions(40), unions(80));
    ratio("8 EXISTS in one WHERE, 12", exists(8), exists(12));
    ratio("20 joins, 40", joins(20), joins(40));
    ratio("500 ANDs, 1,000", ands(500), ands(1000));
    ratio("10 x IN (SELECT …), 20", ins(10), ins(20));
  }

  private static Map<String, String> statements() {
    String numbers = repeated(1000, ", ", "(%d)");
    String million =
        " FROM (VALUES %1$s) a (x), (VALUES %1$s) b (y)".formatted(numbers);
    String aFew = repeated(100, ", ", "(%d)");
    Map<String, String> all = new LinkedHashMap<>();
    all.put(
        "regular expressions", "SELECT REGEXP_REPLACE(REPEAT('ab', 2000000), '(a|b)+c', 'x')");
    all.put(
        "WITH RECURSIVE",
        "WITH RECURSIVE t (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t) SELECT COUNT(*) FROM t");
    all.put(
        "a cross join of six",
        "SELECT COUNT(*) FROM "
            + repeated(6, ", ", "(VALUES " + aFew + ") t%d"));
    all.put("LEVENSHTEIN", "SELECT LEVENSHTEIN(REPEAT('ab', 4000), REPEAT('ba', 4000))");
    all.put(
        "REPEAT", "SELECT SUM(CHAR_LENGTH(REPEAT('ab', 100000 + x + y)))" + million);
    all.put(
        "casts of long texts",
        "SELECT COUNT(CAST(REPEAT('9', 100000 + x) AS DOUBLE))" + million);
    all.put("a sort of a million rows", "SELECT x, y" + million + " ORDER BY y * 7919 % 1000, x DESC");
    all.put("groups of a million rows", "SELECT x * 1000 + y, COUNT(*)" + million + " GROUP BY 1");
    all.put(
        "a window over a million rows",
        "SELECT SUM(x) OVER (ORDER BY y, x ROWS 500 PRECEDING)" + million);
    all.put(
        "a rank over a million rows", "SELECT RANK() OVER (PARTITION BY x ORDER BY y DESC)" + million);
    all.put("distinct rows", "SELECT COUNT(*) FROM (SELECT DISTINCT x + y * 1000" + million + ") t");
    all.put(
        "JSON paths",
        "SELECT JSON_QUERY('[' || REPEAT('{\"a\": [1, 2]}, ', 60000) || '1]', '$.**.a[last]' WITH WRAPPER)");
    plannings(40).forEach((name, sql) -> all.put("planning of " + name, sql));
    return all;
  }

  private static Map<String, String> plannings(int size) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("UNION ALL of %d branches".formatted(2 * size), unions(2 * size));
    all.put("%d EXISTS".formatted(size / 2), exists(size / 2));
    all.put("%d joins".formatted(size), joins(size));
    all.put("%d ANDs".formatted(25 * size), ands(25 * size));
    all.put("%d x IN (SELECT …)".formatted(size / 2), ins(size / 2));
    all.put(
        "a list of %d values".formatted(250 * size),
        "SELECT 1 FROM (VALUES (1)) t (x) WHERE x IN (" + repeated(250 * size, ", ", "%d") + ")");
    return all;
  }

  private static final String TABLE = "(SELECT x, x + 1 AS y FROM (VALUES (1), (2)) v (x))";

  private static String unions(int branches) {
    return repeated(
        branches, " UNION ALL ", "SELECT x FROM " + TABLE + " t WHERE x > %d AND y <> 0");
  }

  private static String exists(int count) {
    return "SELECT x FROM "
        + TABLE
        + " t WHERE "
        + repeated(count, " AND ", "EXISTS (SELECT 1 FROM " + TABLE + " u WHERE u.x = t.x + %d)");
  }

  private static String ins(int count) {
    return "SELECT x FROM "
        + TABLE
        + " t WHERE "
        + repeated(count, " AND ", "x IN (SELECT x FROM " + TABLE + " u WHERE y > %d)");
  }

  private static String joins(int count) {
    return "SELECT COUNT(*) FROM "
        + TABLE
        + " t"
        + repeated(count, "", " JOIN " + TABLE + " t%1$d ON t%1$d.x = t.x AND t%1$d.y > %1$d");
  }

  private static String ands(int count) {
    return "SELECT x FROM " + TABLE + " t WHERE " + repeated(count, " AND ", "x <> %d");
  }

  private static String repeated(int times, String between, String part) {
    return IntStream.range(0, times)
        .mapToObj(i -> String.format(Locale.ROOT, part, i))
        .collect(Collectors.joining(between));
  }

  private static void ratio(String name, String less, String more) {
    double one = median(less);
    double other = median(more);
    System.out.printf(
        Locale.ROOT, "| %s | %.0f ms | %.0f ms | %.1f |%n", name, one, other, other / one);
  }

  private static double median(String sql) {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      long start = SYSTEM.getProcessCpuTime();
      planned(sql, new Look(Long.MAX_VALUE));
      times.add((SYSTEM.getProcessCpuTime() - start) / 1e6);
    }
    return times.stream().sorted().skip(3).findFirst().orElseThrow();
  }

  /** The longest time between two looks, in milliseconds, of at most so many in all. */
  private static double longest(String sql, long millis) {
    Look look = new Look(System.nanoTime() + millis * 1_000_000);
    try (Rows rows = planned(sql, look).execute(List.of(), new Source(look))) {
      while (rows.next()) {
        // Whoever reads rows may stop.
        look.begin();
      }
    } catch (TimeIsOver e) {
      // The next look came.
    }
    look.took();
    return look.longest / 1e6;
  }

  private static PreparedQuery planned(String sql, Look look) {
    return new QueryEngine(SqlOperatorTables.of(), "")
        .prepare(sql, SearchPath.NONE, 0, new Source(look));
  }

  /** Ends a statement. */
  private static final class TimeIsOver extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A scope that knows when it was looked at. */
  private static final class Look implements Scope {
    private final long end;
    private Thread thread = Thread.currentThread();
    private long last = THREADS.getCurrentThreadCpuTime();
    private long longest;

    Look(long end) {
      this.end = end;
    }

    void begin() {
      thread = Thread.currentThread();
      last = THREADS.getCurrentThreadCpuTime();
    }

    void took() {
      Thread before = thread;
      long since = last;
      begin();
      // Long statements are planned on a thread of their own, which begins then.
      if (before == thread) {
        longest = Math.max(longest, last - since);
      } else if (thread.getName().equals("wandb-planning")) {
        longest = Math.max(longest, last);
      }
    }

    @Override
    public void check() {
      took();
      if (end != Long.MAX_VALUE && System.nanoTime() > end) {
        throw new TimeIsOver();
      }
    }

    @Override
    public void onCancel(Runnable abort) {}

    @Override
    public void release(Runnable abort) {}

    @Override
    public void warn(String message) {}
  }

  private record Source(Scope scope) implements StatementSource {
    @Override
    public Schema schema(ColumnReferences references) {
      return NoTables.INSTANCE.schema(references);
    }

    @Override
    public boolean isOwn(Throwable failure) {
      return failure instanceof TimeIsOver;
    }
  }
}
