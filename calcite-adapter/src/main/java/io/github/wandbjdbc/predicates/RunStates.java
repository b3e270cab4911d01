package io.github.wandbjdbc.predicates;

import io.github.wandbjdbc.engine.source.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The states that a run can have, and what they are called elsewhere. */
public final class RunStates {
  /** All of them, as the column {@code state} holds them. */
  static final List<String> ALL =
      List.of(
          "running",
          "finished",
          "failed",
          "crashed",
          "killed",
          "preempting",
          "preempted",
          "pending");

  private static final Map<String, List<String>> ELSEWHERE =
      Map.of(
          "finished",
          List.of("done", "complete", "completed", "success", "succeeded", "ok", "successful"),
          "failed",
          List.of("error", "failure", "errored", "unsuccessful"),
          "running",
          List.of("active", "started", "in progress", "in_progress", "live", "alive"),
          "killed",
          List.of("stopped", "cancelled", "canceled", "aborted", "terminated", "interrupted"),
          "pending",
          List.of("queued", "waiting", "scheduled", "submitted"));

  private RunStates() {}

  /** The warning about {@code text}, to which a state is compared; null if it is a state. */
  public static @Nullable String warning(String text) {
    if (ALL.contains(text)) {
      return null;
    }
    String meant = meant(text.strip().toLowerCase(Locale.ROOT));
    return "'%s' is not a state of runs; %sthe states are %s"
        .formatted(
            text,
            meant == null ? "" : "write '%s': ".formatted(meant),
            "'" + String.join("', '", ALL) + "'");
  }

  private static @Nullable String meant(String folded) {
    if (ALL.contains(folded)) {
      return folded;
    }
    return ELSEWHERE.entrySet().stream()
        .filter(state -> state.getValue().contains(folded))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(() -> NearestName.all(folded, ALL, 1).stream().findFirst().orElse(null));
  }
}
