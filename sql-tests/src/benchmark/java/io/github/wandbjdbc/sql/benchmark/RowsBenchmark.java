package io.github.wandbjdbc.sql.benchmark;

import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.reading.ValueReader;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.jdbc.InMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many rows a second the typed getters read of a million steps: the step, and nine metrics with
 * all their digits. One operation is one row with its ten getters; executing is a part of it,
 * planning isn't.
 *
 * <p>The pages are in memory, as one of two things: {@code rows} that the source has read before,
 * so that the way from there to the getters is measured alone, or the {@code json} text of each
 * row, which is read meanwhile, on the same thread.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(RowsBenchmark.STEPS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 6, time = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class RowsBenchmark {
  static final int STEPS = 1_000_000;
  private static final int STEPS_PER_PAGE = 10_000;
  private static final List<String> METRICS =
      IntStream.range(0, 9).mapToObj(i -> "metric" + i).toList();

  @Param({"rows", "json"})
  public String held;

  private Connection connection;
  private PreparedStatement statement;

  @Setup
  public void connect() throws SQLException {
    HeldHistory client = new HeldHistory(METRICS, STEPS, held.equals("rows") ? rows() : json());
    connection = InMemory.connect(client, HeldHistory.PROJECT);
    statement =
        connection.prepareStatement(
            "SELECT _step, %s FROM history WHERE run_id = '%s'"
                .formatted(String.join(", ", METRICS), HeldHistory.RUN));
  }

  @TearDown
  public void close() throws SQLException {
    connection.close();
  }

  @Benchmark
  public double byIndex() throws SQLException {
    double sum = 0;
    int count = 0;
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        count++;
        sum += rows.getLong(1);
        for (int column = 2; column <= 10; column++) {
          sum += rows.getDouble(column);
        }
      }
    }
    return checked(sum, count);
  }

  @Benchmark
  public double byLabel() throws SQLException {
    double sum = 0;
    int count = 0;
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        count++;
        sum += rows.getLong("_step");
        for (String metric : METRICS) {
          sum += rows.getDouble(metric);
        }
      }
    }
    return checked(sum, count);
  }

  /** Fewer rows would be counted as many. */
  private static double checked(double sum, int count) {
    if (count != STEPS) {
      throw new IllegalStateException(count + " rows");
    }
    return sum;
  }

  /** The rows as a source gives them once it has read them. */
  private static Function<HistoryRequest, Iterator<List<HistoryRow>>> rows() {
    List<List<HistoryRow>> pages =
        pages((step, values) -> new HistoryRow(HeldHistory.RUN, step, boxed(values)));
    return request -> {
      if (!request.columns().stream().map(ValueColumn::key).toList().equals(METRICS)) {
        throw new IllegalArgumentException("rows of other columns: " + request);
      }
      return pages.iterator();
    };
  }

  /** The rows as the API writes them; each is read when its page is asked for. */
  private static Function<HistoryRequest, Iterator<List<HistoryRow>>> json() {
    List<List<String>> pages = pages(RowsBenchmark::json);
    return request -> {
      List<ValueColumn> columns = new ArrayList<>(request.columns());
      columns.add(new ValueColumn("_step", ValueType.TEXT));
      ValueReader reader = new ValueReader(columns, request.noteOtherKeys());
      return pages.stream()
          .map(page -> page.stream().map(row -> read(row, reader)).toList())
          .iterator();
    };
  }

  private static HistoryRow read(String json, ValueReader reader) {
    try {
      Object[] values = reader.read(json);
      return new HistoryRow(
          HeldHistory.RUN, Long.parseLong((String) values[METRICS.size()]), values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String json(long step, double[] values) {
    StringBuilder json = new StringBuilder("{\"_step\":").append(step);
    for (int i = 0; i < values.length; i++) {
      json.append(",\"").append(METRICS.get(i)).append("\":").append(values[i]);
    }
    return json.append('}').toString();
  }

  private static Object[] boxed(double[] values) {
    return Arrays.stream(values).boxed().toArray();
  }

  private static <T> List<List<T>> pages(Step<T> made) {
    SplittableRandom random = new SplittableRandom(1);
    List<List<T>> pages = new ArrayList<>();
    for (long first = 0; first < STEPS; first += STEPS_PER_PAGE) {
      List<T> page = new ArrayList<>(STEPS_PER_PAGE);
      for (long step = first; step < first + STEPS_PER_PAGE; step++) {
        page.add(made.of(step, random.doubles(METRICS.size()).toArray()));
      }
      pages.add(page);
    }
    return pages;
  }

  /** The value to read from a step. */
  private interface Step<T> {
    T of(long step, double[] values);
  }
}
