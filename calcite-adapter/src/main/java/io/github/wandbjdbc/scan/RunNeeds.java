package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.predicates.FilterText;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parts of each run that are read.
 *
 * @param fields of the run
 * @param paths of the config and the summary the values that are read, where not all are
 */
record RunNeeds(Set<RunField> fields, Map<RunField, Set<String>> paths) {
  private static final Set<RunField> LARGE =
      Set.of(RunField.CONFIG, RunField.SUMMARY, RunField.SYSTEM_METRICS, RunField.HISTORY_KEYS);

  RunNeeds {
    fields = Set.copyOf(fields);
    paths = Map.copyOf(paths);
  }

  /** That of a request. */
  static RunNeeds of(RunsRequest request) {
    return new RunNeeds(request.fields(), request.paths());
  }

  /** Both. */
  RunNeeds and(RunNeeds other) {
    Set<RunField> all = EnumSet.of(RunField.ID);
    all.addAll(fields);
    all.addAll(other.fields);
    Map<RunField, Set<String>> some = new EnumMap<>(RunField.class);
    for (RunField field : all) {
      Set<String> union = new TreeSet<>();
      if (addPaths(field, union) && other.addPaths(field, union)) {
        some.put(field, union);
      }
    }
    return new RunNeeds(all, some);
  }

  /** Adds what is read of {@code field}; false if all of it is. */
  private boolean addPaths(RunField field, Set<String> union) {
    union.addAll(paths.getOrDefault(field, Set.of()));
    return paths.containsKey(field)
        || (!fields.contains(field) && (field == RunField.CONFIG || field == RunField.SUMMARY));
  }

  /** Whether who has these has all of {@code other}, too. */
  boolean cover(RunNeeds other) {
    return and(other).equals(and(this));
  }

  /** Whether a run may take long to read so far. */
  boolean areLarge() {
    return fields.stream().anyMatch(field -> LARGE.contains(field) && !paths.containsKey(field));
  }

  /** In words, without the id, which all need. */
  String besidesId() {
    return fields.size() == 1 ? toString() : words(fields.stream().filter(it -> it != RunField.ID));
  }

  @Override
  public String toString() {
    return words(fields.stream());
  }

  private String words(Stream<RunField> some) {
    return some.map(
            field ->
                paths.containsKey(field)
                    ? "%s (%s)"
                        .formatted(
                            FilterText.name(field),
                            String.join(
                                ", ", new TreeSet<>(Objects.requireNonNull(paths.get(field)))))
                    : FilterText.name(field))
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
