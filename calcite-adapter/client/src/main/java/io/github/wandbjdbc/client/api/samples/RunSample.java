package io.github.wandbjdbc.client.api.samples;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.api.history.HistoryRowReader;
import io.github.wandbjdbc.client.api.json.JsonFields;
import io.github.wandbjdbc.client.api.runs.HistoryKeysReader;
import io.github.wandbjdbc.client.api.steps.HistoryEnd;
import io.github.wandbjdbc.client.api.steps.SettledEnds;
import io.github.wandbjdbc.client.reading.AxisWindow;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The sampled series of one run, merged by step. */
final class RunSample {
  private final SampledHistoryRequest request;
  private final SampleSpecs specs;
  private final HistoryRowReader reader;
  private final Map<Long, HistoryRow> rows = new TreeMap<>();
  private final Set<String> emptyKeys = new LinkedHashSet<>();
  private HistoryKeys keys = HistoryKeys.NONE;
  private @Nullable String id;
  private int series;
  private boolean isCut;
  private int unplaced;
  private long stray = -1;

  RunSample(SampledHistoryRequest request, SampleSpecs specs) {
    this.request = request;
    this.specs = specs;
    this.reader = new HistoryRowReader(request.columns(), false);
  }

  /** Reads a member of the run's node. */
  void member(String name, JsonParser value) throws IOException {
    if (name.equals("name")) {
      id = JsonFields.text(value);
    } else if (name.equals("historyKeys") && JsonFields.flaw(value, this::keys) != null) {
      keys = HistoryKeys.NONE;
    } else if (name.equals("sampledHistory")) {
      JsonFields.elements(value, this::series);
    }
  }

  private void keys(JsonParser value) throws IOException {
    keys = HistoryKeysReader.readExtent(value, Set.of(request.axis()));
  }

  /**
   * Leaves out what was logged since the statement first saw how far the run goes.
   *
   * @param looks whether this is a look at that as well
   */
  void settle(SettledEnds ends, boolean looks) {
    long last = keys.lastStep();
    boolean isContradicted =
        keys.steps() > last + 1 && rows.keySet().stream().anyMatch(step -> step > last);
    HistoryEnd seen =
        last < 0 || isContradicted
            ? HistoryEnd.unknown(keys.steps(), false)
            : HistoryEnd.at(last, keys.steps(), false);
    HistoryEnd end =
        !looks || keys.equals(HistoryKeys.NONE) ? ends.known(id()) : ends.settle(id(), seen);
    if (end != null) {
      rows.keySet()
          .retainAll(
              SettledEnds.cut(rows(), request.steps(), end).stream()
                  .map(HistoryRow::step)
                  .collect(Collectors.toSet()));
    }
  }

  /** Makes sure that nothing is missing. */
  void check() throws IOException {
    if (id == null) {
      throw new IOException("a run without a name");
    }
    if (series != specs.size()) {
      throw new IOException(
          "run %s has %d series, where %d were asked for".formatted(id, series, specs.size()));
    }
  }

  String id() {
    return Objects.requireNonNull(id);
  }

  /** The first metric of each series that had no point at all, or {@code _step}. */
  Set<String> emptyKeys() {
    return emptyKeys;
  }

  /** Takes the points of another sample of the same run as well. */
  void addAll(RunSample other) {
    other.rows.values().forEach(this::merge);
    isCut |= other.isCut;
  }

  /**
   * The steps in which the wanted range of the axis lies, as far as the points tell that; null if
   * all its points are here already, or the points don't go along the axis.
   */
  @Nullable StepRange window() {
    if (request.range() == null || !isCut) {
      return null;
    }
    StepRange window = near();
    return request.steps().equals(window) ? null : window;
  }

  /** The steps in which the wanted range of the axis may lie; null if there is no telling. */
  @Nullable StepRange near() {
    if (stray >= 0 || rows.isEmpty() || !keys.monotonic().contains(request.axis())) {
      return null;
    }
    AxisWindow axis = new AxisWindow(request);
    rows.values().forEach(axis::see);
    return axis.steps();
  }

  /** How many points came that don't say which step they are. */
  int unplaced() {
    return unplaced;
  }

  /** A step of a point that wasn't asked for, or -1 if there is none. */
  long stray() {
    return stray;
  }

  /** A step that has a point, or -1 if there is none. */
  long anyStep() {
    return rows.isEmpty() ? -1 : rows.keySet().iterator().next();
  }

  /** Whether {@code step} has a point. */
  boolean has(long step) {
    return rows.containsKey(step);
  }

  /** The points by step. */
  private List<HistoryRow> rows() {
    return rows.values().stream().map(row -> row.ofRun(id())).toList();
  }

  /** The points along the axis. */
  List<HistoryRow> points() {
    return rows().stream().sorted(request.order()).toList();
  }

  private void series(JsonParser list) throws IOException {
    if (series >= specs.size()) {
      throw new IOException("more series than were asked for");
    }
    List<String> metrics = specs.series().get(series).metrics();
    series++;
    int[] points = new int[1];
    int[] sent = new int[1];
    JsonFields.elements(
        list,
        point -> {
          sent[0]++;
          HistoryRow row = reader.read("", point);
          if (row == null) {
            unplaced++;
          } else if (!request.steps().contains(row.step())) {
            stray = isBeside(row.step(), request.steps()) ? stray : row.step();
          } else if (hasAll(row, metrics)) {
            points[0]++;
            merge(row);
          }
        });
    isCut |= sent[0] >= request.samples();
    if (points[0] == 0) {
      emptyKeys.add(metrics.isEmpty() ? "_step" : metrics.get(0));
    }
  }

  /** A server may take bounds as included, or not; one step more than was asked for is no harm. */
  private static boolean isBeside(long step, StepRange steps) {
    return step == steps.first() - 1 || step == steps.end();
  }

  /** A null stands for a key that this step did not log: such a point doesn't count. */
  private boolean hasAll(HistoryRow row, List<String> metrics) {
    for (int i = 0; i < request.columns().size(); i++) {
      ValueColumn column = request.columns().get(i);
      boolean isNeeded = metrics.contains(column.key()) || request.isOfAxis(column);
      if (isNeeded && !row.has(i)) {
        return false;
      }
    }
    return true;
  }

  private void merge(HistoryRow row) {
    rows.merge(row.step(), row, HistoryRow::or);
  }
}
