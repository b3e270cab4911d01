package io.github.wandbjdbc.security;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * An application that brings the driver with it: its requests are served by threads that were there
 * before it and go on after it. When it has ended, it has closed its connections and taken its
 * driver out of the list, which is all that containers ask for.
 */
public final class Application implements Callable<Integer> {
  private static final int REQUESTS = 4;

  private static final List<String> STATEMENTS =
      List.of(
          "select * from runs",
          "select * from history",
          "select run_id, loss from sampled_history where samples = 50",
          "select h.loss, r.name from history h join runs r using (run_id) order by loss",
          "select name, count(*), avg(loss) from runs join history using (run_id) group by name",
          "select run_id, row_number() over (partition by run_id order by loss) from history",
          "select percentile_cont(0.5) within group (order by loss), string_agg(run_id, ',')"
              + " from history",
          "select run_id from runs where created_at > date '2020-01-01'"
              + " and created_at < timestamp '2090-01-01 00:00:00' and time '10:00:00' is not null",
          "select to_char(created_at, 'YYYY-MM'), date_trunc('month', created_at),"
              + " created_at + interval '1' day from runs where extract(year from created_at) > 1",
          "select json_value(config, '$.lr'), regexp_replace(name, 'a.*', 'b') from runs",
          "with recursive t(n) as (select 1 union all select n + 1 from t where n < 5)"
              + " select * from t",
          "select * from table(config_diff('run0', 'run1'))",
          "select * from run_environment",
          "select * from metric_stats",
          "select * from information_schema.requests",
          "explain analyze select run_id, loss from history where loss > 1");

  private static final List<String> MISTAKES =
      List.of(
          "select nonsense from runs",
          "selec * from runs",
          "select cast(name as int) from runs",
          "select 1 / (count(*) - count(*)) from history");

  private final String url;
  private final ExecutorService threads;

  public Application(String url, ExecutorService threads) {
    this.url = url;
    this.threads = threads;
  }

  /** How many statements were answered, or refused for what is wrong with them. */
  @Override
  public Integer call() throws Exception {
    // DriverManager looks for drivers by itself in the first application alone.
    Class.forName("io.github.wandbjdbc.jdbc.WandbDriver");
    List<Future<Integer>> requests = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      requests.add(threads.submit(this::serve));
    }
    int answers = 0;
    for (Future<Integer> request : requests) {
      answers += request.get();
    }
    for (Driver driver : Collections.list(DriverManager.getDrivers())) {
      if (driver.getClass().getClassLoader() == getClass().getClassLoader()) {
        DriverManager.deregisterDriver(driver);
      }
    }
    return answers;
  }

  /** How many all requests ask. */
  static int statements() {
    return REQUESTS * (STATEMENTS.size() + MISTAKES.size());
  }

  private int serve() throws SQLException {
    Thread thread = Thread.currentThread();
    ClassLoader others = thread.getContextClassLoader();
    thread.setContextClassLoader(getClass().getClassLoader());
    try (Connection connection = DriverManager.getConnection(url)) {
      int answers = 0;
      for (String sql : STATEMENTS) {
        read(connection, sql);
        answers++;
      }
      for (String sql : MISTAKES) {
        try {
          read(connection, sql);
        } catch (SQLException e) {
          answers++;
        }
      }
      connection.getMetaData().getColumns(null, null, "runs", "%").close();
      return answers;
    } finally {
      thread.setContextClassLoader(others);
    }
  }

  private static void read(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        rows.getObject(1);
      }
    }
  }
}
