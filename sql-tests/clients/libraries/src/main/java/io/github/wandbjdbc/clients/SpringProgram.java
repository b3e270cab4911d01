package io.github.wandbjdbc.clients;

import java.time.LocalDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.rowset.SqlRowSet;

/** Records, row sets and Spring's own exceptions; takes a URL and an API key. */
public final class SpringProgram {
  private SpringProgram() {}

  /** A row of runs. */
  public record Run(String runId, String name, Double lr, LocalDateTime createdAt, int steps) {}

  public static void main(String[] arguments) {
    String url = arguments[0];
    String key = arguments[1];
    DataSource source = new DriverManagerDataSource(url, "", key);
    JdbcClient client = JdbcClient.create(source);
    client
        .sql(
            "SELECT run_id, name, \"config.lr\" AS lr, created_at, history_rows AS steps"
                + " FROM runs WHERE run_id IN (:ids) ORDER BY run_id")
        .param("ids", List.of("sgd-hot01", "adam-fast"))
        .query(Run.class)
        .list()
        .forEach(System.out::println);

    JdbcTemplate template = new JdbcTemplate(source);
    template.setMaxRows(3);
    template.setFetchSize(100);
    template.setQueryTimeout(60);
    template
        .queryForList(
            "SELECT _step, \"train/loss\" AS loss FROM history WHERE run_id = ?", "sgd-hot01")
        .forEach(row -> System.out.println(row.get("_step") + " " + row.get("loss")));

    SqlRowSet rows =
        template.queryForRowSet("SELECT run_id, \"config.hidden\" FROM runs ORDER BY run_id");
    while (rows.next()) {
      System.out.println(rows.getString("run_id") + " " + rows.getDouble(2));
    }

    printFailure(template, "SELECT nme FROM runs");
    printFailure(template, "SELECT 1 / (history_rows - history_rows) FROM runs");
    printFailure(template, "DELETE FROM runs");
    printFailure(
        new JdbcTemplate(new DriverManagerDataSource(url, "", "f".repeat(40))), "SELECT 1");
  }

  private static void printFailure(JdbcTemplate template, String sql) {
    try {
      System.out.println(template.queryForList(sql));
    } catch (DataAccessException e) {
      System.out.println(e.getClass().getSimpleName());
    }
  }
}
