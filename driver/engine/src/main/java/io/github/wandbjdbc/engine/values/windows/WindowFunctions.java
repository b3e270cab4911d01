package io.github.wandbjdbc.engine.values.windows;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** The functions that are of windows alone; every aggregate is one of windows besides. */
public final class WindowFunctions {
  private static final List<String> NAMES =
      List.of(
          "ROW_NUMBER",
          "RANK",
          "DENSE_RANK",
          "PERCENT_RANK",
          "CUME_DIST",
          "NTILE",
          "LAG",
          "LEAD",
          "FIRST_VALUE",
          "LAST_VALUE",
          "NTH_VALUE",
          "EMA");

  private static final Map<String, WindowEntry> ENTRIES = new ConcurrentHashMap<>();

  private WindowFunctions() {}

  /** The names of all, in upper case, in the manual's order. */
  public static List<String> names() {
    return NAMES;
  }

  /** The entry of an operator of a plan; null if that isn't one of them. */
  public static @Nullable WindowEntry entry(SqlAggFunction operator) {
    return entry(operator.getName());
  }

  /** The entry of {@code name}, in whatever case; null if there is none. */
  public static @Nullable WindowEntry entry(String name) {
    String key = name.toUpperCase(Locale.ROOT);
    return NAMES.contains(key) ? ENTRIES.computeIfAbsent(key, WindowFunctions::make) : null;
  }

  private static WindowEntry make(String name) {
    return switch (name) {
      case "ROW_NUMBER" ->
          new WindowEntry(
              name,
              "the row's number in its partition, from 1",
              WindowSqlFunction.ofPosition(name, SqlKind.ROW_NUMBER, WindowSqlFunction.NUMBER),
              call -> RankFunction.rowNumber());
      case "RANK" ->
          new WindowEntry(
              name,
              "the row number of the row's first peer",
              WindowSqlFunction.ofPosition(name, SqlKind.RANK, WindowSqlFunction.NUMBER),
              call -> RankFunction.rank());
      case "DENSE_RANK" ->
          new WindowEntry(
              name,
              "the number of the row's peer group",
              WindowSqlFunction.ofPosition(name, SqlKind.DENSE_RANK, WindowSqlFunction.NUMBER),
              call -> RankFunction.denseRank());
      case "PERCENT_RANK" ->
          new WindowEntry(
              name,
              "(RANK - 1) / (rows of the partition - 1), 0 for a single row",
              WindowSqlFunction.ofPosition(name, SqlKind.PERCENT_RANK, WindowSqlFunction.SHARE),
              call -> RankFunction.percentRank());
      case "CUME_DIST" ->
          new WindowEntry(
              name,
              "the fraction of the partition's rows up to the row's last peer",
              WindowSqlFunction.ofPosition(name, SqlKind.CUME_DIST, WindowSqlFunction.SHARE),
              call -> RankFunction.cumulativeDistribution());
      case "NTILE" ->
          new WindowEntry(
              name,
              "the number of the row's bucket, of n buckets of nearly equal size, from 1",
              WindowSqlFunction.ofParts(name),
              call -> new NtileFunction());
      case "LAG" ->
          new WindowEntry(
              name,
              "the value of the row n before, or else the default, or else NULL; n is 1 unless"
                  + " given",
              WindowSqlFunction.ofShift(name, SqlKind.LAG),
              call -> new ShiftFunction(call, -1));
      case "LEAD" ->
          new WindowEntry(
              name,
              "the value of the row n behind, or else the default, or else NULL; n is 1 unless"
                  + " given",
              WindowSqlFunction.ofShift(name, SqlKind.LEAD),
              call -> new ShiftFunction(call, 1));
      case "FIRST_VALUE" ->
          new WindowEntry(
              name,
              "the value of the frame's first row; NULL if there are none",
              WindowSqlFunction.ofValue(name, SqlKind.FIRST_VALUE),
              call -> new FrameValueFunction(call, false));
      case "LAST_VALUE" ->
          new WindowEntry(
              name,
              "the value of the frame's last row; NULL if there are none",
              WindowSqlFunction.ofValue(name, SqlKind.LAST_VALUE),
              call -> new FrameValueFunction(call, true));
      case "NTH_VALUE" ->
          new WindowEntry(
              name,
              "the value of the frame's row n, from 1; NULL if there are fewer",
              WindowSqlFunction.ofNthValue(name),
              call -> new FrameValueFunction(call, call.fromLast()));
      case "EMA" ->
          new WindowEntry(
              name,
              "the exponential moving average up to the row, as charts smooth curves: EMA(x, 0.9)"
                  + " keeps 0.9 of the average before; rows of NULL don't count",
              WindowSqlFunction.ofAverage(name),
              call -> new MovingAverage());
      default -> throw new IllegalArgumentException(name);
    };
  }
}
