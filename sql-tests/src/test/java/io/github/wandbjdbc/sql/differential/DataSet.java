package io.github.wandbjdbc.sql.differential;

import io.github.wandbjdbc.standin.Setting;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Some runs, and how a server behaves that has them.
 *
 * @param maxFirst the most runs that the server gives in an answer
 * @param maxSamples the most steps
 * @param pageSize the most runs that the driver asks for
 * @param historyPageSize the most steps
 * @param asFiles whether the runs can be written as local run files
 */
record DataSet(
    Set<Setting> settings,
    int maxFirst,
    int maxSamples,
    int pageSize,
    int historyPageSize,
    boolean asFiles,
    List<RunData> runs) {

  /** The settings under which no truth can be told, or that have nothing to do with queries. */
  static final Set<Setting> OTHER_SETTINGS = EnumSet.of(Setting.WRONG_KEY_IS_NO_KEY);

  boolean is(Setting setting) {
    return settings.contains(setting);
  }

  /** The same data with fewer of everything, or a server that behaves more plainly. */
  Stream<DataSet> simpler() {
    Set<String> metrics = new TreeSet<>();
    runs.forEach(run -> run.steps().values().forEach(values -> metrics.addAll(values.keySet())));
    return Stream.of(
            runs.isEmpty()
                ? Stream.<DataSet>of()
                : Stream.of(with(runs.subList(0, runs.size() / 2))),
            Simpler.<RunData, DataSet>without(runs, this::with),
            settings.stream().map(this::without),
            Stream.of(new DataSet(settings, 1000, 10_000, 100, 1000, asFiles, runs)),
            metrics.stream()
                .map(key -> with(runs.stream().map(run -> run.withoutMetric(key)).toList())),
            Simpler.<RunData, DataSet>within(runs, RunData::simpler, this::with))
        .flatMap(candidates -> candidates)
        .filter(candidate -> !candidate.equals(this));
  }

  private DataSet with(List<RunData> fewer) {
    return new DataSet(
        settings, maxFirst, maxSamples, pageSize, historyPageSize, asFiles, List.copyOf(fewer));
  }

  private DataSet without(Setting setting) {
    Set<Setting> fewer = EnumSet.copyOf(settings);
    fewer.remove(setting);
    return new DataSet(fewer, maxFirst, maxSamples, pageSize, historyPageSize, asFiles, runs);
  }

  /** All settings that matter here. */
  static List<Setting> settingsThatMatter() {
    return Arrays.stream(Setting.values()).filter(one -> !OTHER_SETTINGS.contains(one)).toList();
  }

  @Override
  public String toString() {
    return "settings %s, capFirst %d, capSamples %d, pageSize %d, historyPageSize %d\n%s"
        .formatted(
            settings,
            maxFirst,
            maxSamples,
            pageSize,
            historyPageSize,
            runs.stream().map(RunData::toString).collect(Collectors.joining("\n")));
  }
}
