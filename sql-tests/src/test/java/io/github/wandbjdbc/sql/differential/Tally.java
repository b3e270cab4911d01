package io.github.wandbjdbc.sql.differential;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts what was asked, and keeps of what disagreed the smallest. */
final class Tally {
  private static final List<String> FEATURES =
      List.of(
          "OVER (",
          "RANGE BETWEEN",
          "EXCLUDE",
          "GROUPING SETS",
          "ROLLUP",
          "CUBE",
          "LATERAL",
          "USING",
          "NATURAL",
          "RECURSIVE",
          "UNION",
          "INTERSECT",
          "EXCEPT",
          "EXISTS",
          " IN (SELECT",
          "FILTER",
          "STDDEV",
          "AVG",
          "?",
          "CASE",
          "COALESCE",
          "CAST",
          "INTERVAL",
          "GROUPS ",
          "DISTINCT ON",
          "GROUP BY ALL",
          "WITH TIES",
          "MATERIALIZED",
          "IS NAN",
          "==",
          "->",
          "::",
          "<<",
          "`",
          "😀",
          "\n");
  private static final int SMALLEST = 5;

  private final Map<String, Integer> features = new LinkedHashMap<>();
  private final Map<String, Integer> differences = new TreeMap<>();
  private final Map<String, List<Found>> found = new LinkedHashMap<>();
  private final Map<String, Integer> moot = new TreeMap<>();
  private final Map<String, List<Long>> refusals = new TreeMap<>();
  private int statements;
  private int answered;
  private int refused;
  private long rows;

  /** A statement that got another answer. */
  record Found(long seed, Verdict verdict) {
    int size() {
      return verdict.statement().toString().length();
    }
  }

  Tally() {
    FEATURES.forEach(feature -> features.put(feature, 0));
  }

  void add(long seed, Verdict verdict) {
    statements++;
    String sql = verdict.statement().toString();
    FEATURES.stream()
        .filter(sql::contains)
        .forEach(feature -> features.merge(feature, 1, Integer::sum));
    if (verdict.expected().isMoot()) {
      moot.merge(kind(verdict.expected().failure()), 1, Integer::sum);
    } else {
      answered++;
    }
    rows += verdict.expected().rows().size();
    Difference difference = verdict.difference();
    if (difference != null) {
      differences.merge(difference.name().toLowerCase(Locale.ROOT), 1, Integer::sum);
      if (difference == Difference.REFUSED) {
        refused++;
        verdict.answers().values().stream()
            .map(answer -> kind(answer.failure()))
            .distinct()
            .forEach(kind -> refusals.computeIfAbsent(kind, k -> new ArrayList<>()).add(seed));
        return;
      }
      List<Found> alike = found.computeIfAbsent(verdict.kind(), kind -> new ArrayList<>());
      alike.add(new Found(seed, verdict));
      alike.sort(Comparator.comparingInt(Found::size));
      if (alike.size() > SMALLEST) {
        alike.remove(SMALLEST);
      }
    }
  }

  private static String kind(@Nullable Object failure) {
    return String.valueOf(failure).replaceAll("(?s)\\d+|\".*?\"|\n.*", "");
  }

  /** Those that PostgreSQL answers and the driver says that it doesn't support. */
  int refused() {
    return refused;
  }

  int statements() {
    return statements;
  }

  /** Those that PostgreSQL has no answer to. */
  int moot() {
    return statements - answered;
  }

  /** At most so many of what disagreed, of each kind some, the smallest first. */
  List<Found> smallest(int most) {
    List<Found> smallest = new ArrayList<>();
    for (int i = 0; i < SMALLEST; i++) {
      int place = i;
      found.values().stream()
          .filter(alike -> alike.size() > place)
          .map(alike -> alike.get(place))
          .forEach(smallest::add);
    }
    return smallest.stream().limit(most).sorted(Comparator.comparingInt(Found::size)).toList();
  }

  @Override
  public String toString() {
    return "%,d statements, %,d rows by PostgreSQL's count; differences: %s%s%s\n  with %s"
        .formatted(
            statements,
            rows,
            differences.isEmpty() ? "none" : differences,
            refusals.isEmpty() ? "" : "; refused, by seeds: " + refusals,
            moot.isEmpty() ? "" : "; without an answer of PostgreSQL's: " + moot,
            features.entrySet().stream()
                .map(one -> one.getKey().replace("\n", "line breaks") + ": " + one.getValue())
                .collect(Collectors.joining(", ")));
  }
}
