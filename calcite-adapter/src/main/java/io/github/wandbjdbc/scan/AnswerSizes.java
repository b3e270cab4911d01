package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ColumnSource;
import io.github.wandbjdbc.rows.RunReader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many bytes of unpacked JSON answers are likely to have, by what they hold and by what values
 * usually take: nobody has seen these.
 */
final class AnswerSizes {
  private static final long ANSWER = 100;

  /** A run's id, and the edge around the run. */
  private static final long RUN = 60;

  private static final long FIELD = 30;

  /** All of a config, of a summary or of the keys of a history. */
  private static final long LARGE_FIELD = 300;

  /** What is around a value and its name in a config, in a summary, or in a row. */
  private static final long ENVELOPE = 35;

  private static final long QUOTES = 6;

  private static final long VALUE = 12;

  /** What a table holds beside runs: a file, a line, a tag. */
  private static final long ITEM = 150;

  /** So many of them a run is taken to have. */
  private static final long ITEMS_OF_A_RUN = 3;

  private AnswerSizes() {}

  /** Of {@code count} answers without what they are asked for. */
  static long answers(long count) {
    return ANSWER * count;
  }

  /** Of {@code count} runs with what is needed to read {@code columns}. */
  static long runs(long count, List<Column> columns) {
    Map<RunField, Set<String>> paths = RunReader.paths(columns);
    long each = RUN;
    for (RunField field : RunReader.fields(columns)) {
      Set<String> some = paths.get(field);
      each += some == null ? field(field) : values(field, some);
    }
    return count * each;
  }

  /** Of {@code count} runs with {@code field}. */
  static long runs(long count, RunField field) {
    return count * (RUN + field(field));
  }

  /** Of {@code count} runs with the values of {@code field} at {@code paths}. */
  static long runs(long count, RunField field, Set<String> paths) {
    return count * (RUN + values(field, paths));
  }

  /** Of {@code count} runs with how far their histories go. */
  static long listedRuns(long count) {
    return runs(count, RunField.HISTORY_KEYS);
  }

  /** Of {@code count} steps with {@code columns}. */
  static long steps(long count, List<Column> columns) {
    Set<String> keys = new HashSet<>(Set.of("_step"));
    for (Column column : columns) {
      if (column.source() instanceof ColumnSource.Logged logged) {
        keys.add(logged.key());
      } else if (column.source() instanceof ColumnSource.LoggedAt) {
        keys.add("_timestamp");
      }
    }
    return count * keys.stream().mapToLong(AnswerSizes::value).sum();
  }

  /** Of what {@code runs} runs hold beside their fields. */
  static long items(long runs) {
    return runs * (RUN + ITEMS_OF_A_RUN * ITEM);
  }

  private static long field(RunField field) {
    return switch (field) {
      case ID -> 0;
      case CONFIG, SUMMARY, SYSTEM_METRICS, HISTORY_KEYS -> LARGE_FIELD;
      default -> FIELD;
    };
  }

  private static long values(RunField field, Set<String> paths) {
    return paths.stream()
        .mapToLong(path -> value(path) + (field == RunField.CONFIG ? ENVELOPE : 0))
        .sum();
  }

  private static long value(String name) {
    return name.length() + QUOTES + VALUE;
  }
}
