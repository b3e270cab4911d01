package io.github.wandbjdbc.sql.differential;

import io.github.wandbjdbc.standin.Setting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes up runs. There are few different values, so that predicates hit and joins meet, and among
 * them all that is hard to read. Most numbers are sums of few powers of two, so that their sums are
 * exact in any order.
 */
@SuppressWarnings("NullAway") // JSON holds nulls, which Map's type can't say
final class RandomData {
  private static final List<String> IDS =
      List.of("a1", "A1", "b2", "run-7", "zz", "10", "2", "x y", "é1", "nan", "a10", "B2");
  private static final List<String> STATES =
      List.of(
          "finished",
          "failed",
          "crashed",
          "running",
          "killed",
          "preempting",
          "preempted",
          "pending");
  private static final List<String> STATES_OF_FILES = List.of("finished", "failed", "crashed");
  private static final List<String> WORDS =
      List.of(
          "alpha",
          "Alpha",
          "ALPHA",
          "beta",
          "b",
          "true",
          "1",
          "1.0",
          "NaN x",
          "null",
          "x ",
          "100%",
          "a_b",
          "日本",
          "it's",
          "[1]",
          "straße",
          "al",
          "two\nlines",
          "😀",
          "a😀b",
          "İI");
  private static final List<String> TAGS =
      List.of("best", "Best", "b", "a b", "日本", "new,old", "😀");
  private static final List<Double> NUMBERS =
      List.of(0.0, 0.5, 1.0, 1.5, -1.0, 2.0, 0.25, 3.0, -0.5, 100.0, 7.0);
  private static final List<Double> ODD_NUMBERS =
      List.of(Double.NaN, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0);
  private static final List<Double> EXTREMES =
      List.of(1e300, -1e300, 1e-300, 9007199254740992.0, 9007199254740994.0, 0.1, 1e21, 4.9e-324);
  private static final List<String> CONFIG =
      List.of(
          "lr:number",
          "Lr:number",
          "depth:whole",
          "optimizer:text",
          "amp:truth",
          "mix:mixed",
          "opt:nested",
          "opt.lr:number",
          "layers:list",
          "none:nil",
          "empty:map",
          "a key:text",
          "quo\"te:number",
          "größe:number",
          "shape:shape",
          "deep:deep");
  private static final List<String> SUMMARY =
      List.of(
          "loss:number",
          "Loss:number",
          "acc:odd",
          "best:nested",
          "best.lr:number",
          "val/loss:number",
          "status:text",
          "ok:truth",
          "mix:mixed",
          "_runtime:number",
          "_wandb:runtime",
          "shape:shape",
          "deep:deep");
  private static final List<String> METRICS =
      List.of(
          "loss:number",
          "Loss:number",
          "acc:odd",
          "train/loss:number",
          "best:nested",
          "best.lr:number",
          "note:text",
          "flag:truth",
          "mix:mixed",
          "sp ace:whole",
          "q\"uote:number",
          "日本:number",
          "RUN_ID:text",
          "none:nil",
          "list:list");

  private final Chance chance;
  private final boolean extremes;
  private final int odd;

  RandomData(long seed) {
    this.chance = new Chance(seed);
    this.extremes = chance.in100(20);
    this.odd = chance.of(0, 10, 25);
  }

  /** Whether there are numbers whose sum depends on its order. */
  static boolean hasExtremes(long seed) {
    return new RandomData(seed).extremes;
  }

  DataSet dataSet() {
    boolean asFiles = chance.in100(50);
    Set<Setting> settings = EnumSet.noneOf(Setting.class);
    settings.addAll(chance.some(DataSet.settingsThatMatter(), chance.of(0, 15, 40)));
    int maxSamples = chance.of(10_000, 10_000, 1, 2, 3, 7);
    List<String> config = chance.some(CONFIG, 60);
    List<String> summary = chance.some(SUMMARY, 60);
    // What a mixed metric's type is depends on a sample that small answers can't give.
    List<String> metrics =
        chance.some(METRICS, 50).stream()
            .filter(key -> maxSamples > 1000 || !key.endsWith(":mixed"))
            .toList();
    List<RunData> runs = new ArrayList<>();
    int count = chance.of(0, 1, 2, 3, 5, 8, 8, 12, 12);
    for (String id : IDS.subList(0, count)) {
      runs.add(run(id, asFiles, config, summary, metrics));
    }
    return new DataSet(
        settings,
        chance.of(1000, 1, 2, 3),
        maxSamples,
        chance.of(100, 1, 2, 5),
        chance.of(1000, 1, 3, 10),
        asFiles,
        runs);
  }

  private RunData run(
      String id, boolean asFiles, List<String> config, List<String> summary, List<String> metrics) {
    Map<String, @Nullable String> texts = new TreeMap<>();
    for (String name : RunData.TEXTS) {
      texts.put(name, chance.in100(20) ? null : chance.of(WORDS));
    }
    texts.put("state", chance.of(asFiles ? STATES_OF_FILES : STATES));
    // Minutes and their fractions, so that some are the same and some differ by less than a second.
    Instant created =
        Instant.parse("2024-03-31T01:00:00Z")
            .plusSeconds(60L * chance.below(4))
            .plusMillis(chance.of(0, 0, 250, 999));
    Map<String, Object> kept = values(summary, 70);
    kept.put("_step", (long) chance.below(10));
    return new RunData(
        id,
        texts,
        created,
        chance.in100(20) ? null : created.plusSeconds(chance.below(3)),
        chance.some(TAGS, 25),
        values(config, 75),
        kept,
        steps(metrics));
  }

  private NavigableMap<Long, Map<String, Object>> steps(List<String> metrics) {
    NavigableMap<Long, Map<String, Object>> steps = new TreeMap<>();
    int count = chance.of(0, 1, 2, 4, 8, 8, 15);
    long step = chance.of(0, 0, 0, 1, 5, 40);
    for (int i = 0; i < count; i++) {
      Map<String, Object> values = values(metrics, 60);
      if (chance.in100(90)) {
        values.put("_runtime", i * 0.5);
        values.put("_timestamp", 1711846800 + i * 0.25);
      }
      steps.put(step, values);
      step += chance.of(1, 1, 1, 2, 7);
    }
    return steps;
  }

  private Map<String, Object> values(List<String> keys, int percent) {
    Map<String, Object> values = new TreeMap<>();
    for (String key : chance.some(keys, percent)) {
      int colon = key.lastIndexOf(':');
      values.put(key.substring(0, colon), value(key.substring(colon + 1)));
    }
    return values;
  }

  private @Nullable Object value(String kind) {
    return switch (kind) {
      case "number" -> chance.in100(8) ? null : (Object) number();
      case "odd" -> chance.of(ODD_NUMBERS);
      case "whole" -> (long) chance.below(6);
      case "text" -> chance.in100(10) ? null : chance.of(WORDS);
      case "truth" -> chance.in100(10) ? null : (Object) chance.in100(50);
      case "mixed" -> chance.of(1L, "1", true, "true", 0.5, "alpha", Double.NaN);
      case "list" -> chance.of(List.of(1L, 2L), List.of(), List.of("a", "b"));
      case "nil" -> null;
      case "map" -> Map.of();
      case "runtime" -> Map.of("runtime", (long) chance.below(4));
      case "nested" -> nested();
      case "deep" -> Map.of("a", Map.of("b", number(), "value", chance.of(WORDS)));
      case "shape" -> chance.of(3L, Map.of("x", 1L), Map.of("x", 2L));
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private Map<String, Object> nested() {
    Map<String, Object> nested = new TreeMap<>();
    if (chance.in100(70)) {
      nested.put("lr", chance.in100(10) ? null : (Object) number());
    }
    nested.put("name", chance.of(WORDS));
    return nested;
  }

  private double number() {
    if (chance.in100(odd)) {
      return chance.of(ODD_NUMBERS);
    }
    return extremes && chance.in100(20) ? chance.of(EXTREMES) : chance.of(NUMBERS);
  }
}
