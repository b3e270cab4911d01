package io.github.wandbjdbc.rows.tables;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.rows.ItemRequest;
import io.github.wandbjdbc.rows.Misfits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Figures of one metric of one run.
 *
 * @param steps how many steps logged it, whatever they logged
 * @param nanSteps how many of them logged NaN
 * @param numbers what the other numbers have told; null if there are none
 */
record MetricStats(
    String runId, String key, long steps, long nanSteps, @Nullable NumberStats numbers) {

  /** Those that {@code request} wants: of named metrics only these are read. */
  static Pages<MetricStats> list(
      WandbClient client, ItemRequest request, CallScope scope, Misfits misfits) {
    return new MetricRows(client, request, scope).read(misfits, MetricStats::of);
  }

  /** A figure of the numbers; null if there are none. */
  static Function<MetricStats, @Nullable Object> figure(Function<NumberStats, Object> figure) {
    return stats -> stats.numbers == null ? null : figure.apply(stats.numbers);
  }

  /**
   * Those of the runs of {@code rows}, which hold a column for each of {@code keys}, come run by
   * run, and in each by step. Holds one run's figures at a time.
   */
  static Pages<MetricStats> of(Pages<HistoryRow> rows, List<String> keys) {
    return new Pages<>() {
      private @Nullable String runId;
      private List<Counter> counters = List.of();
      private boolean isDone;

      @Override
      public @Nullable List<MetricStats> next() {
        if (isDone) {
          return null;
        }
        List<MetricStats> ended = new ArrayList<>();
        List<HistoryRow> page = rows.next();
        if (page == null) {
          isDone = true;
          end(ended);
          return ended;
        }
        for (HistoryRow row : page) {
          if (!row.runId().equals(runId)) {
            end(ended);
            begin(row.runId());
          }
          for (Counter counter : counters) {
            counter.add(row);
          }
        }
        return ended;
      }

      private void begin(String id) {
        runId = id;
        counters = IntStream.range(0, keys.size()).mapToObj(Counter::new).toList();
      }

      private void end(List<MetricStats> ended) {
        if (runId != null) {
          for (Counter counter : counters) {
            if (counter.steps > 0) {
              ended.add(counter.stats(runId, keys.get(counter.column)));
            }
          }
        }
      }

      @Override
      public void close() {
        isDone = true;
        rows.close();
      }
    };
  }

  /** The figures so far of one column of one run. */
  private static final class Counter {
    private final int column;
    private long steps;
    private long nanSteps;
    private @Nullable NumberStats numbers;

    Counter(int column) {
      this.column = column;
    }

    void add(HistoryRow row) {
      if (!row.has(column)) {
        return;
      }
      steps++;
      if (!row.isNumber(column)) {
        return;
      }
      double number = row.number(column);
      if (Double.isNaN(number)) {
        nanSteps++;
        return;
      }
      if (numbers == null) {
        numbers = new NumberStats();
      }
      numbers.add(row.step(), number);
    }

    MetricStats stats(String runId, String key) {
      return new MetricStats(runId, key, steps, nanSteps, numbers);
    }
  }
}
