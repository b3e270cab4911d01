package io.github.wandbjdbc.client.api.runs;

import io.github.wandbjdbc.client.RunFilter.Assumption;
import io.github.wandbjdbc.client.api.graphql.Question;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * A count of the runs by a filter that all runs of a project must meet where an assumption holds.
 *
 * <p>The filters are constants of {@code runs-with-counts.graphql}, where a count, and the variable
 * that asks for it, go by the name of the probe. Each has the form in which conditions are sent.
 */
enum FilterProbe {
  CREATED_AT_BOUNDS(
      Assumption.CREATED_AT_BOUNDS, "createdAtBounds", "createdAt >= 1970-01-01T00:00:00Z"),
  HEARTBEAT_AT_BOUNDS(
      Assumption.HEARTBEAT_AT_BOUNDS,
      "heartbeatAtBounds",
      "heartbeatAt >= 1970-01-01T00:00:00Z, or null,"),
  NULL_FINDS_MISSING(
      Assumption.NULL_FINDS_MISSING, "nullFindsMissing", "a path that no run has, equal to null,"),
  EXISTS(Assumption.EXISTS, "exists", "a path that no run has, $exists: false,"),
  ANCHORED_REGEX(Assumption.ANCHORED_REGEX, "anchoredRegex", "name $regex ^."),
  NOT_EQUAL(Assumption.NOT_EQUAL, "notEqual", "name $ne and $nin what no run is called");

  /** The counts of all runs, before the others and after them. */
  private static final String BEFORE = "runsBefore";

  private static final String AFTER = "runsAfter";

  private final Assumption assumption;
  private final String alias;
  private final String words;

  FilterProbe(Assumption assumption, String alias, String words) {
    this.assumption = assumption;
    this.alias = alias;
    this.words = words;
  }

  /** The conclusion from the counts of one answer. */
  enum Verdict {
    HOLDS,
    /** Fewer runs were found than there are, or nothing was counted. */
    FAILS,
    /** All runs were found, but there are none. */
    VACUOUS,
    /** Runs were created or deleted between the counts. */
    UNDECIDED
  }

  static FilterProbe of(Assumption assumption) {
    return Arrays.stream(values())
        .filter(probe -> probe.assumption == assumption)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nothing measures " + assumption));
  }

  /** The assumptions whose counts are among {@code names}, which an error points at. */
  static Set<Assumption> namedBy(Set<String> names) {
    Set<Assumption> named = EnumSet.noneOf(Assumption.class);
    for (FilterProbe probe : values()) {
      if (names.contains(probe.alias)) {
        named.add(probe.assumption);
      }
    }
    return named;
  }

  /** {@code question} that asks for the counts of {@code wanted}, too. */
  static Question ask(Question question, Set<Assumption> wanted) {
    Question asking = question;
    for (FilterProbe probe : values()) {
      asking = asking.with(probe.alias, wanted.contains(probe.assumption));
    }
    return asking;
  }

  Verdict verdict(Map<String, Long> counts) {
    Long found = counts.get(alias);
    Long before = counts.get(BEFORE);
    Long after = counts.get(AFTER);
    if (found == null || before == null || after == null) {
      return Verdict.FAILS;
    }
    if (!before.equals(after) || found > before) {
      return Verdict.UNDECIDED;
    }
    if (!found.equals(before)) {
      return Verdict.FAILS;
    }
    return found == 0 ? Verdict.VACUOUS : Verdict.HOLDS;
  }

  /** The fact that it measures, for people. */
  String fact() {
    return words + " finds all runs";
  }

  /** The finding that {@code counts} lead to, for people. */
  String finding(Map<String, Long> counts) {
    Long found = counts.get(alias);
    return switch (verdict(counts)) {
      case HOLDS -> "yes";
      case FAILS ->
          found == null
              ? "no: the runs can't be counted"
              : "no: %d of %d".formatted(found, all(counts));
      case VACUOUS, UNDECIDED -> "not known";
    };
  }

  private static long all(Map<String, Long> counts) {
    return counts.getOrDefault(AFTER, 0L);
  }
}
