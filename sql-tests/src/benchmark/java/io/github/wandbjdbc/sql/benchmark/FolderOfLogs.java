package io.github.wandbjdbc.sql.benchmark;

import com.google.protobuf.UnknownFieldSet.Field;
import io.github.wandbjdbc.client.files.LogWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names and states of the runs of a folder of a thousand logs of 300 kB, as the official client
 * writes them: how many bytes of each log are read, how long that takes, and how long reading all
 * bytes takes, be it by the driver for a column of the summary or by a program that throws them
 * away. Asked again, the driver opens no log; a new connection opens none if it has a cache.
 */
public final class FolderOfLogs {
  private static final int LOGS = 1_000;
  private static final int BYTES = 300_000;
  private static final int ROUNDS = 5;
  private static final long START = 1_780_000_000;

  private static final String NAMES = "SELECT run_id, name, state FROM runs";
  private static final String LOSSES = "SELECT run_id, name, state, \"summary.loss\" FROM runs";

  private static final Pattern ENDS = Pattern.compile(".*: ends, (\\d+) of (\\d+) bytes");

  private static final Logger LOGGER = Logger.getLogger("wandb.requests");

  private FolderOfLogs() {}

  /** Measures, and prints; the argument is the number of logs, if there is one. */
  public static void main(String[] arguments) throws IOException, SQLException {
    int logs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : LOGS;
    Path folder = Files.createTempDirectory("wandb");
    try {
      for (int i = 0; i < logs; i++) {
        write(folder, i);
      }
      measure(folder, logs);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    System.exit(0);
  }

  private static void measure(Path folder, int logs) throws IOException, SQLException {
    Reads reads = new Reads();
    LOGGER.setLevel(Level.FINE);
    LOGGER.setUseParentHandlers(false);
    LOGGER.addHandler(reads);
    String url = "jdbc:wandb:file:" + folder.resolve("wandb");
    String cached = url + "?cacheDirectory=" + folder.resolve("cache");
    List<Double> names = new ArrayList<>();
    List<Double> again = new ArrayList<>();
    List<Double> withCache = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    List<Double> bytes = new ArrayList<>();
    ask(cached, logs, NAMES);
    long opened = -1;
    for (int round = -2; round < ROUNDS; round++) {
      boolean counts = round >= 0;
      add(names, counts, ask(url, logs, NAMES));
      try (Connection connection = DriverManager.getConnection(url)) {
        reads.clear();
        add(again, counts, ask(connection, logs, NAMES));
        opened = reads.count();
      }
      reads.clear();
      add(withCache, counts, ask(cached, logs, NAMES));
      int openedWithCache = reads.count();
      add(losses, counts, ask(url, logs, LOSSES));
      add(bytes, counts, readAll(folder));
      if (openedWithCache > 0) {
        throw new IllegalStateException(openedWithCache + " logs were opened in spite of the cache");
      }
    }
    reads.clear();
    ask(url, logs, NAMES);
    print(
        logs,
        reads,
        opened,
        median(names),
        median(again),
        median(withCache),
        median(losses),
        median(bytes));
  }

  private static void print(
      int logs,
      Reads reads,
      long opened,
      double names,
      double again,
      double withCache,
      double losses,
      double bytes) {
    System.out.printf(
        Locale.ROOT,
        "%,d logs of %,d bytes: names and states read %,d bytes of a log on average, %,d at the"
            + " most, in %.0f ms with connecting; asked again %.1f ms, %d logs opened; a new"
            + " connection with cacheDirectory %.0f ms. The same with a column of the summary,"
            + " which reads all: %.0f ms (%.1f times as long). Reading all bytes without looking"
            + " at them: %.0f ms.%n",
        logs,
        reads.size() / logs,
        reads.sum() / logs,
        reads.most(),
        names,
        again,
        opened,
        withCache,
        losses,
        losses / names,
        bytes);
  }

  /** A run as the official client writes it down, which ended well or badly. */
  private static void write(Path folder, int number) {
    String id = "run%05d".formatted(number);
    LogWriter log =
        LogWriter.run(id, "lab", "vision", START + number * 60L)
            .runSays(8, "name of " + id)
            .telemetry("0.25.0", 13, 16)
            .config("0.001", "lr");
    for (int step = 0; log.size() < BYTES - 500; step++) {
      double seconds = step * 0.7;
      log.row(
          step,
          number(1.0 / (1 + step), "loss"),
          number(step / 5000.0, "val/acc"),
          number(seconds, "_runtime"),
          number(START + number * 60L + seconds, "_timestamp"));
      log.summary(Double.toString(1.0 / (1 + step)), "loss");
    }
    log.telemetry("0.25.0", 2, 13, 16).exit(number % 10 == 0 ? 1 : 0);
    log.to(folder.resolve("wandb"), "run-20260601_120000-" + id, id);
  }

  private static Field number(double value, String name) {
    return LogWriter.item(Double.toString(value), name);
  }

  private static double ask(String url, int logs, String sql) throws SQLException {
    long start = System.nanoTime();
    try (Connection connection = DriverManager.getConnection(url)) {
      read(connection, logs, sql);
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private static double ask(Connection connection, int logs, String sql) throws SQLException {
    long start = System.nanoTime();
    read(connection, logs, sql);
    return (System.nanoTime() - start) / 1e6;
  }

  private static void read(Connection connection, int logs, String sql) throws SQLException {
    int rows = 0;
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows++;
      }
    }
    if (rows != logs) {
      throw new IllegalStateException("%d runs of %d".formatted(rows, logs));
    }
  }

  private static double readAll(Path folder) throws IOException {
    long start = System.nanoTime();
    long bytes = 0;
    try (Stream<Path> files = Files.walk(folder.resolve("wandb"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.readAllBytes(file).length;
      }
    }
    if (bytes == 0) {
      throw new IllegalStateException("nothing to read");
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private static void add(List<Double> times, boolean counts, double time) {
    if (counts) {
      times.add(time);
    }
  }

  private static double median(List<Double> times) {
    List<Double> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  /** Hears which logs are opened, and how many bytes are read of each. */
  private static final class Reads extends Handler {
    private final List<Long> read = new ArrayList<>();
    private long sizes;

    @Override
    public synchronized void publish(LogRecord message) {
      Matcher matcher = ENDS.matcher(message.getMessage());
      if (matcher.matches()) {
        read.add(Long.parseLong(matcher.group(1)));
        sizes += Long.parseLong(matcher.group(2));
      } else {
        read.add(Long.MAX_VALUE / 1_000_000);
      }
    }

    synchronized void clear() {
      read.clear();
      sizes = 0;
    }

    synchronized int count() {
      return read.size();
    }

    synchronized long size() {
      return sizes;
    }

    synchronized long sum() {
      return read.stream().mapToLong(Long::longValue).sum();
    }

    synchronized long most() {
      return read.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
