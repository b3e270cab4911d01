package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.client.FirstRuns;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.reading.ValueReader;
import io.github.wandbjdbc.rows.ColumnSource;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Runs of which it is known how far they have come in an order. */
final class FirstRunPages implements Pages<FirstRunPages.Placed> {
  private final FirstRuns runs;
  private final ToDoubleFunction<Run> value;

  FirstRunPages(FirstRuns runs, ToDoubleFunction<Run> value) {
    this.runs = runs;
    this.value = value;
  }

  /**
   * A run in its place.
   *
   * @param reached the value before which no run is that comes later; NaN if that isn't known
   */
  record Placed(Run run, double reached) {}

  @Override
  public @Nullable List<Placed> next() {
    List<Run> page = runs.next();
    if (page == null) {
      return null;
    }
    boolean isOrdered = runs.isOrdered();
    return page.stream()
        .map(run -> new Placed(run, isOrdered ? value.applyAsDouble(run) : Double.NaN))
        .toList();
  }

  @Override
  public void close() {
    runs.close();
  }

  /** The value of {@code source}, a column of numbers or times; NaN where it has no finite one. */
  static ToDoubleFunction<Run> value(ColumnSource source) {
    if (source instanceof ColumnSource.Config config) {
      ValueReader reader = reader(config.path());
      return run -> number(reader, run.config());
    }
    if (source instanceof ColumnSource.Summary summary) {
      ValueReader reader = reader(summary.path());
      return run -> number(reader, run.summary());
    }
    if (source instanceof ColumnSource.ActiveTime) {
      ValueReader reader = reader(ColumnSource.ActiveTime.PATH);
      return run -> number(reader, run.summary());
    }
    boolean isOfCreation = source.equals(new ColumnSource.Field(RunField.CREATED_AT));
    return run -> {
      Instant time = isOfCreation ? run.createdAt() : run.heartbeatAt();
      return time == null ? Double.NaN : time.toEpochMilli();
    };
  }

  private static ValueReader reader(String path) {
    return new ValueReader(List.of(new ValueColumn(path, ValueType.NUMBER)), false);
  }

  private static double number(ValueReader reader, @Nullable String json) {
    try {
      return reader.read(json == null ? "{}" : json)[0] instanceof Double number
              && Double.isFinite(number)
          ? number
          : Double.NaN;
    } catch (IOException e) {
      return Double.NaN;
    }
  }
}
