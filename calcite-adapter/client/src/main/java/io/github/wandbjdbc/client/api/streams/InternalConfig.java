package io.github.wandbjdbc.client.api.streams;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.api.json.InternalNotes;
import io.github.wandbjdbc.client.api.paging.RunReference;
import io.github.wandbjdbc.client.reading.MetricListReader.Metrics;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the client keeps in runs' configs for itself, under {@code _wandb}. Configs are asked
 * for by that key; until it was found so, a config that lacks it is looked at as a whole, and then
 * all of them if that shows it, or shows nothing a few times.
 */
final class InternalConfig {
  /** So many configs that have nothing there are enough to ask for all of them. */
  private static final int ENOUGH = 3;

  private final String what;
  private boolean isWhole;
  private boolean isFound;
  private int bare;
  private boolean wereKeysAsked;

  /**
   * @param what is asked for, for messages
   * @param isWhole whether the server fails where it is asked for a config by keys
   */
  InternalConfig(String what, boolean isWhole) {
    this.what = what;
    this.isWhole = isWhole;
  }

  String what() {
    return what;
  }

  /** The keys to ask for in the next question about several runs or one; null for all. */
  @Nullable List<String> ask() {
    wereKeysAsked = !isWhole;
    return isWhole ? null : List.of(InternalNotes.KEY);
  }

  /** Whether {@code config}, of an answer to the last such question, may lack what is there. */
  boolean isDoubtful(OfRun config) {
    isFound |= wereKeysAsked && !config.isMissing();
    return wereKeysAsked && !isFound && config.isMissing();
  }

  /** Takes note of what the whole of a config showed that was doubtful. */
  void settle(OfRun whole) {
    bare += whole.isMissing() ? 1 : 0;
    isWhole |= !whole.isMissing() || bare >= ENOUGH;
  }

  /**
   * The notes in one run's config.
   *
   * @param isMissing whether it has nothing of the client's
   */
  record OfRun(boolean isMissing, Metrics metrics) {}

  /** The notes in {@code facts}; a config that is no JSON object is told of, and passed over. */
  OfRun read(RunFacts facts, RunReference run, CallScope scope) {
    try {
      InternalNotes notes = InternalNotes.read(facts.config());
      return new OfRun(notes.areMissing(), notes.metrics());
    } catch (IOException e) {
      scope.warn("%s of %s: its config is no JSON object".formatted(what, run));
      return new OfRun(false, new Metrics());
    }
  }
}
