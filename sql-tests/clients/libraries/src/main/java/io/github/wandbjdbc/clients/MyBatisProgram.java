package io.github.wandbjdbc.clients;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.datasource.pooled.PooledDataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.RowBounds;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/**
 * A mapper on MyBatis's own pool, which pings, commits and rolls back; takes a URL and an API key.
 */
public final class MyBatisProgram {
  private MyBatisProgram() {}

  /** A row of runs. */
  public static final class Run {
    private String runId;
    private LocalDateTime createdAt;
    private boolean readOnly;

    @Override
    public String toString() {
      return runId + " " + createdAt + " " + readOnly;
    }
  }

  /** The queries. */
  interface Runs {
    @Select("SELECT run_id, created_at, read_only FROM runs WHERE run_group = #{g} ORDER BY run_id")
    List<Run> ofGroup(@Param("g") String group);

    @Select(
        "SELECT _step AS \"step\", \"val/acc\" AS \"accuracy\" FROM history"
            + " WHERE run_id = #{id} AND \"val/acc\" IS NOT NULL")
    Cursor<Map<String, Object>> accuracies(@Param("id") String runId, RowBounds bounds);
  }

  public static void main(String[] arguments) throws IOException {
    String url = arguments[0];
    String key = arguments[1];
    PooledDataSource pool =
        new PooledDataSource("io.github.wandbjdbc.jdbc.WandbDriver", url, "", key);
    pool.setPoolPingEnabled(true);
    pool.setPoolPingQuery("SELECT 1");
    Configuration configuration =
        new Configuration(new Environment("test", new JdbcTransactionFactory(), pool));
    configuration.setMapUnderscoreToCamelCase(true);
    configuration.addMapper(Runs.class);
    SqlSessionFactory sessions = new SqlSessionFactoryBuilder().build(configuration);

    try (SqlSession session = sessions.openSession()) {
      session.getMapper(Runs.class).ofGroup("momentum").forEach(System.out::println);
      session.rollback(true);
    }
    try (SqlSession session = sessions.openSession();
        var accuracies =
            session.getMapper(Runs.class).accuracies("adam-long", new RowBounds(0, 1))) {
      accuracies.forEach(row -> System.out.println(row.get("step") + " " + row.get("accuracy")));
      session.commit(true);
    }
    pool.forceCloseAll();
  }
}
