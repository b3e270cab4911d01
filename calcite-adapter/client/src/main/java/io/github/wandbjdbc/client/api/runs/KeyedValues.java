package io.github.wandbjdbc.client.api.runs;

import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.api.discovery.KeyedAnswers;
import io.github.wandbjdbc.client.api.discovery.KeyedAnswers.KeyKind;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.json.InternalNotes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of configs and summaries that runs are asked for by their keys, rather than for all of
 * them.
 *
 * <p>Which keys a server finds that have dots isn't known, nor whether it knows keys at all. So an
 * answer that lacks one is doubtful until the server was seen to find such a key; the runs of
 * doubtful answers are to be read once more, as a whole, and so are those that follow.
 */
final class KeyedValues {
  /** More keys than that are no saving worth the length of the request. */
  private static final int MOST = 500;

  private static final Set<String> NOTES = Set.of(InternalNotes.KEY);

  private final ApiContext context;
  private final String what;
  private final Map<RunField, ValuePaths> asked = new EnumMap<>(RunField.class);

  KeyedValues(ApiContext context, RunsRequest request) {
    this.context = context;
    this.what = "runs of " + request.project();
    boolean isAllOfConfig =
        request.fields().contains(RunField.CONFIG) && !request.paths().containsKey(RunField.CONFIG);
    if (request.fields().contains(RunField.ENVIRONMENT) && !isAllOfConfig) {
      ask(RunField.ENVIRONMENT, NOTES);
    }
    request
        .paths()
        .forEach(
            (field, paths) -> {
              if (request.fields().contains(field)) {
                ask(field, paths);
              }
            });
    boolean needsAll =
        request.fields().contains(RunField.CONFIG) && !asked.containsKey(RunField.CONFIG);
    if (needsAll
        || (request.fields().contains(RunField.ENVIRONMENT)
            && !asked.containsKey(RunField.ENVIRONMENT))) {
      // They are parts of one field.
      asked.remove(RunField.CONFIG);
      asked.remove(RunField.ENVIRONMENT);
    }
  }

  private void ask(RunField field, Set<String> paths) {
    if (paths.size() <= MOST && !answers().isWhole(field, context.timing().nanoTime())) {
      asked.put(field, new ValuePaths(paths));
    }
  }

  /** Whether anything is asked for by keys. */
  boolean isAsked() {
    asked.keySet().removeIf(field -> context.server().isLacking(Question.keysOf(whole(field))));
    return !asked.isEmpty();
  }

  /** Whether the server was seen to find keys of each field that is asked for by them. */
  boolean isProven() {
    return asked.keySet().stream().allMatch(field -> answers().finds(new KeyKind(field, false)));
  }

  /** {@code question} with the keys that are asked for; without any where all is. */
  Question in(Question question) {
    Question with = question;
    for (RunField field : List.of(RunField.CONFIG, RunField.SUMMARY)) {
      with = with.withKeys(field, keys(field));
    }
    return with;
  }

  private @Nullable List<String> keys(RunField field) {
    Set<String> keys = new LinkedHashSet<>();
    for (RunField part : parts(field)) {
      ValuePaths paths = asked.get(part);
      keys.addAll(paths == null ? List.of() : paths.keys());
    }
    return keys.isEmpty() ? null : List.copyOf(keys);
  }

  /** The notes of the client are kept in the config. */
  private static List<RunField> parts(RunField field) {
    return field == RunField.CONFIG ? List.of(field, RunField.ENVIRONMENT) : List.of(field);
  }

  /** The field whose keys are given where a part of {@code field} is wanted. */
  private static RunField whole(RunField field) {
    return field == RunField.ENVIRONMENT ? RunField.CONFIG : field;
  }

  /** Asks for all values from now on. */
  void askForAll() {
    asked.clear();
  }

  /** Takes note that the server failed by {@code e} where {@code fields} were asked for by keys. */
  void failed(Set<RunField> fields, WandbException e) {
    fields.forEach(field -> answers().failed(field, until(), String.valueOf(e.getMessage())));
  }

  /** The fields that are asked for by keys. */
  Set<RunField> fields() {
    return asked.isEmpty() ? Set.of() : EnumSet.copyOf(asked.keySet());
  }

  /** Those of {@code runs}, which were asked for by keys, that may have more than was answered. */
  List<Run> doubtful(List<Run> runs) {
    if (!isAsked()) {
      return List.of();
    }
    runs.forEach(this::learn);
    List<Run> doubtful = new ArrayList<>();
    for (Run run : runs) {
      if (asked.keySet().stream().anyMatch(field -> isDoubtful(run, field))) {
        doubtful.add(run);
      }
    }
    return doubtful;
  }

  /** {@code run} with all values, if {@code whole} has them; takes note of what they show. */
  Run completed(Run run, @Nullable Run whole) {
    if (whole == null) {
      return run;
    }
    for (RunField field : asked.keySet()) {
      Set<String> found = missing(run, field);
      found.removeAll(missing(whole, field));
      for (String path : found) {
        answers().missed(field, path, until(), "%s, run %s".formatted(what, run.id()));
      }
    }
    return run.withValuesOf(whole);
  }

  private boolean isDoubtful(Run run, RunField field) {
    for (String path : missing(run, field)) {
      boolean isFindable =
          answers().finds(new KeyKind(field, false)) && answers().finds(KeyKind.of(field, path));
      if (!isFindable || (field == RunField.SUMMARY && isCounted(run, path))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the run is known to have logged {@code key}. */
  private static boolean isCounted(Run run, String key) {
    HistoryKeys history = run.historyKeys();
    return history != null && history.keys().containsKey(key);
  }

  private void learn(Run run) {
    asked.forEach(
        (field, paths) -> {
          String json = json(run, field);
          if (field == RunField.ENVIRONMENT) {
            learnOfNotes(run);
          } else if (json != null) {
            try {
              paths.keysIn(json).forEach(key -> answers().found(field, key, what));
            } catch (IOException e) {
              // Who reads the values tells that they are no JSON.
            }
          }
        });
  }

  private void learnOfNotes(Run run) {
    if (run.environment() != null && run.environment().hasNotes()) {
      answers().found(RunField.ENVIRONMENT, InternalNotes.KEY, what);
    }
  }

  /** The paths that a field lacks; none if it can't be read. */
  private Set<String> missing(Run run, RunField field) {
    if (field == RunField.ENVIRONMENT) {
      boolean areThere =
          run.faults().containsKey(RunField.CONFIG)
              || (run.environment() != null && run.environment().hasNotes());
      return areThere ? new HashSet<>() : new HashSet<>(NOTES);
    }
    String json = json(run, field);
    ValuePaths paths = asked.get(field);
    try {
      return json == null || paths == null ? Set.of() : paths.missingIn(json);
    } catch (IOException e) {
      return Set.of();
    }
  }

  private static @Nullable String json(Run run, RunField field) {
    return run.faults().containsKey(field)
        ? null
        : field == RunField.CONFIG ? run.config() : run.summary();
  }

  private long until() {
    return context.timing().nanoTime() + context.measurementLifetime().toNanos();
  }

  private KeyedAnswers answers() {
    return context.server().keyedAnswers();
  }
}
