package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.files.log.LogRecord;
import io.github.wandbjdbc.client.files.log.MessageReader;
import io.github.wandbjdbc.client.files.log.RecordTypes;
import io.github.wandbjdbc.client.logged.MetricDefinition;
import io.github.wandbjdbc.client.reading.MetricDefinitionBuilder;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The metrics that a run's program defined, each as its definitions together have it. */
final class MetricItems implements RecordItems<MetricDefinition> {
  static final RecordTypes TYPES = RecordTypes.of(LogRecord.METRIC);

  /** More metrics than any table shows. */
  private static final int MAX_METRICS = 100_000;

  private final String runId;
  private final CallScope scope;
  private final Map<String, MetricDefinitionBuilder> metrics = new LinkedHashMap<>();

  MetricItems(LocalRun run, CallScope scope) {
    this.runId = run.id();
    this.scope = scope;
  }

  @Override
  public Iterator<MetricDefinition> read(LogRecord record) throws IOException {
    MessageReader in = record.payload();
    MetricDefinitionBuilder metric = new MetricDefinitionBuilder();
    boolean overwrites = false;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int field = MessageReader.field(tag);
      switch (field) {
        case MetricDefinitionBuilder.NAME,
            MetricDefinitionBuilder.GLOB_NAME,
            MetricDefinitionBuilder.STEP_METRIC ->
            metric.text(field, in.readString());
        case MetricDefinitionBuilder.OPTIONS, MetricDefinitionBuilder.SUMMARY ->
            readFlags(in, flag -> metric.flag(field, flag));
        case MetricDefinitionBuilder.GOAL -> metric.goal(in.readInt32());
        case 9 -> {
          boolean[] overwrite = new boolean[1];
          readFlags(in, flag -> overwrite[0] |= flag == 1);
          overwrites = overwrite[0];
        }
        default -> in.skipField(tag);
      }
    }
    add(metric, overwrites);
    return Collections.emptyIterator();
  }

  private void add(MetricDefinitionBuilder metric, boolean overwrites) {
    MetricDefinitionBuilder before = metrics.get(metric.name());
    if (metric.name().isEmpty() || (before == null && metrics.size() >= MAX_METRICS)) {
      return;
    }
    metrics.put(metric.name(), before == null || overwrites ? metric : before.then(metric));
    if (metrics.size() == MAX_METRICS) {
      scope.warn(
          "metric_definitions of run %s: only the first %,d metrics are read"
              .formatted(runId, MAX_METRICS));
    }
  }

  private interface Flags {
    void add(int flag);
  }

  /** The fields of a message of flags that are set. */
  private static void readFlags(MessageReader in, Flags flags) throws IOException {
    int limit = in.pushLimit(in.readInt32());
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (!MessageReader.isVarint(tag)) {
        in.skipField(tag);
      } else if (in.readBool()) {
        flags.add(MessageReader.field(tag));
      }
    }
    in.popLimit(limit);
  }

  @Override
  public Iterator<MetricDefinition> endOfRun() {
    return metrics.values().stream().map(metric -> metric.build(runId)).iterator();
  }
}
