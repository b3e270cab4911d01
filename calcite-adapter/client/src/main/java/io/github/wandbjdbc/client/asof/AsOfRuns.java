package io.github.wandbjdbc.client.asof;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.asof.TimeBound.Doubt;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lists runs that were created until a time. Their fields are as they are now, which is told of
 * those that went on.
 *
 * @param client answers as of now
 */
record AsOfRuns(WandbClient client, TimeBound bound) {
  private static final int USUAL_PAGE = 100;

  /** Those that a run doesn't have before it has ended. */
  private static final Set<RunField> OF_THE_END =
      EnumSet.of(RunField.EXIT_CODE, RunField.COMPUTE_SECONDS, RunField.STORAGE_BYTES);

  private static final String RUNNING = "running";

  /** Without a sign of life for so long a run has surely been taken for crashed. */
  private static final Duration UNTIL_CRASHED = Duration.ofMinutes(10);

  /** Those that {@code request} wants. */
  Pages<Run> list(RunsRequest request, CallScope scope) {
    Set<RunField> fields = EnumSet.of(RunField.CREATED_AT, RunField.HEARTBEAT_AT);
    fields.addAll(request.fields());
    RunsRequest wanted = request.withFields(fields).withLimit(Long.MAX_VALUE);
    boolean isSmall = request.limit() < USUAL_PAGE && scope.rowsPerPage() == 0;
    return client
        .runs(
            isListedAnyway(wanted, scope)
                ? wanted
                : wanted.withFilter(bound.bounded(request.filter())),
            isSmall ? scope.withRowsPerPage((int) Math.max(1, request.limit())) : scope)
        .filter(run -> isWanted(run, request, scope))
        .first(request.limit())
        .flatMap(run -> List.of(bound.hasEnded(RunTime.of(run)) ? run : run.withoutEnd()));
  }

  /** Whether several scans of the statement share one listing, in which these runs are. */
  private static boolean isListedAnyway(RunsRequest wanted, CallScope scope) {
    RunsRequest listed = scope.snapshot().get(RunsRequest.class, wanted.project());
    return listed != null
        && listed.includes(wanted.filter())
        && listed.fields().containsAll(wanted.fields());
  }

  private boolean isWanted(Run run, RunsRequest request, CallScope scope) {
    RunTimes.note(request.project(), run, scope);
    RunTime times = RunTime.of(run);
    if (bound.isBefore(times.createdAt())) {
      return false;
    }
    if (times.createdAt() == null) {
      bound.warn(
          scope,
          Doubt.CREATION,
          "when run %s was created isn't known; runs of which it isn't are kept"
              .formatted(run.id()));
    }
    if (request.shown()) {
      tellOfChanges(run, times, request, scope);
    }
    return true;
  }

  private void tellOfChanges(Run run, RunTime times, RunsRequest request, CallScope scope) {
    String changing =
        request.fields().stream()
            .filter(field -> !field.isLasting() && !OF_THE_END.contains(field))
            .map(AsOfRuns::words)
            .sorted()
            .collect(Collectors.joining(", "));
    if (!changing.isEmpty() && !bound.hasEnded(times)) {
      bound.warn(
          scope,
          Doubt.FIELDS,
          "%s: the source keeps the last values alone, so of such runs these may be later ones: %s"
              .formatted(TimeBound.open(run.id(), times), changing));
    } else if (request.fields().contains(RunField.STATE) && mayHaveEndedLater(run, times)) {
      bound.warn(
          scope,
          Doubt.STATE,
          ("run %s, and perhaps others, gave no sign of life after that, but shortly before: the"
                  + " state, %s, may be a later one")
              .formatted(run.id(), run.state()));
    }
  }

  /** Servers take note of an end later than of the last sign of life, above all of a crash. */
  private boolean mayHaveEndedLater(Run run, RunTime times) {
    return !RUNNING.equals(run.state())
        && times.heartbeatAt() != null
        && bound.isBefore(times.heartbeatAt().plus(UNTIL_CRASHED));
  }

  private static String words(RunField field) {
    return switch (field) {
      case DISPLAY_NAME -> "name";
      case HISTORY_KEYS -> "metrics and last_step";
      case HISTORY_LINE_COUNT -> "history_rows";
      default -> field.name().toLowerCase(Locale.ROOT);
    };
  }
}
