package io.github.wandbjdbc.client;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The metrics of a run's history, as the source states them ({@code Run.historyKeys}).
 *
 * @param lastStep the largest {@code _step}, or -1 if the source doesn't say
 * @param steps the number of steps logged, or -1 if the source doesn't say
 * @param keys the types under which each key was logged; nested keys may stand under their dotted
 *     path, or as a {@code map}
 * @param monotonic those of the keys that the source calls monotonic, where it was asked; which way
 *     they go, and whether it is so, it doesn't say
 */
public record HistoryKeys(
    long lastStep, long steps, Map<String, List<TypeCount>> keys, Set<String> monotonic) {

  /** Of a run that logged nothing. */
  public static final HistoryKeys NONE = new HistoryKeys(-1, -1, Map.of());

  /** The clocks of a run, which nearly each row has. */
  public static final Set<String> TIMES = Set.of("_runtime", "_timestamp");

  private static final Set<String> NO_METRICS = Set.of("_step", "_runtime", "_timestamp", "_wandb");

  public HistoryKeys {
    keys = Map.copyOf(keys);
    monotonic = Set.copyOf(monotonic);
  }

  /** None of whose keys is called monotonic. */
  public HistoryKeys(long lastStep, long steps, Map<String, List<TypeCount>> keys) {
    this(lastStep, steps, keys, Set.of());
  }

  /**
   * Whether {@code key} of a step is a metric: neither what every step has, nor what the official
   * client notes for itself.
   */
  public static boolean isMetric(String key) {
    return !NO_METRICS.contains(key) && !key.startsWith("_wandb.");
  }

  /**
   * How often a key was logged as one type.
   *
   * @param type {@code number}, {@code string}, {@code bool}, {@code nil}, {@code map}, {@code
   *     list}, {@code histogram}, or the name of a media type
   * @param count the number of steps
   * @param keys what a {@code map} holds; empty for other types
   */
  public record TypeCount(String type, long count, Map<String, List<TypeCount>> keys) {
    public TypeCount {
      keys = Map.copyOf(keys);
    }
  }
}
