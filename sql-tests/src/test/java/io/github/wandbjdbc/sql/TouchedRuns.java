package io.github.wandbjdbc.sql;

import io.github.wandbjdbc.standin.RecordedRequest;
import io.github.wandbjdbc.standin.StandIn;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The runs of which steps were asked for, each by itself or with others. */
public final class TouchedRuns {
  private static final Pattern RUN_ID = Pattern.compile("run\\d+");

  private TouchedRuns() {}

  /** Those that {@code standIn} was asked for; they are called {@code run} and a number. */
  public static Set<String> of(StandIn standIn) {
    Set<String> runs = new TreeSet<>();
    for (RecordedRequest request : standIn.requests()) {
      boolean isOfSteps = request.selects("history") || request.selects("sampledHistory");
      if (isOfSteps && request.argument("run", "name") instanceof String run) {
        runs.add(run);
      } else if (isOfSteps) {
        String filters = String.valueOf(request.argument("runs", "filters"));
        RUN_ID.matcher(filters).results().forEach(found -> runs.add(found.group()));
      }
    }
    return runs;
  }
}
