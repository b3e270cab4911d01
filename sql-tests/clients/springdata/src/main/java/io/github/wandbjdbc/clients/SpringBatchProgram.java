package io.github.wandbjdbc.clients;

import java.util.Map;
import javax.sql.DataSource;
import org.springframework.batch.core.Job;
import org.springframework.batch.core.JobParameters;
import org.springframework.batch.core.Step;
import org.springframework.batch.core.configuration.annotation.EnableBatchProcessing;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.launch.JobLauncher;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.item.ItemReader;
import org.springframework.batch.item.database.JdbcCursorItemReader;
import org.springframework.batch.item.database.JdbcPagingItemReader;
import org.springframework.batch.item.database.Order;
import org.springframework.batch.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.item.database.builder.JdbcCursorItemReaderBuilder;
import org.springframework.batch.item.database.builder.JdbcPagingItemReaderBuilder;
import org.springframework.batch.item.database.support.H2PagingQueryProvider;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.ColumnMapRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** Jobs of Spring Batch copy runs into H2, by pages and by a cursor; takes a URL and an API key. */
public final class SpringBatchProgram {
  private SpringBatchProgram() {}

  /** Spring Batch's own tables are in H2; the runs are another data source. */
  @Configuration
  @EnableBatchProcessing
  public static class Configured {
    @Bean
    DataSource dataSource() {
      return new EmbeddedDatabaseBuilder()
          .setType(EmbeddedDatabaseType.H2)
          .addScript("/org/springframework/batch/core/schema-h2.sql")
          .build();
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
      return new JdbcTransactionManager(dataSource);
    }
  }

  public static void main(String[] arguments) throws Exception {
    DataSource wandb = new DriverManagerDataSource(arguments[0], "", arguments[1]);
    try (var context = new AnnotationConfigApplicationContext(Configured.class)) {
      JdbcTemplate h2 = new JdbcTemplate(context.getBean(DataSource.class));
      h2.execute("CREATE TABLE copies (run_id VARCHAR, name VARCHAR, lr DOUBLE PRECISION)");
      launch(context, "by pages", pages(wandb));
      launch(context, "by a cursor", cursor(wandb));
      h2.queryForList(
              "SELECT run_id, name, lr, COUNT(*) FROM copies GROUP BY run_id, name, lr ORDER BY run_id")
          .forEach(row -> System.out.println(row.values()));
    }
  }

  private static JdbcPagingItemReader<Map<String, Object>> pages(DataSource wandb)
      throws Exception {
    // Named, since Spring Batch knows no dialect of the driver's.
    H2PagingQueryProvider queries = new H2PagingQueryProvider();
    queries.setSelectClause("run_id, name, \"config.lr\" AS lr");
    queries.setFromClause("runs");
    queries.setSortKeys(Map.of("run_id", Order.ASCENDING));
    JdbcPagingItemReader<Map<String, Object>> reader =
        new JdbcPagingItemReaderBuilder<Map<String, Object>>()
            .name("runs by pages")
            .dataSource(wandb)
            .queryProvider(queries)
            .pageSize(4)
            .rowMapper(new ColumnMapRowMapper())
            .build();
    reader.afterPropertiesSet();
    return reader;
  }

  private static JdbcCursorItemReader<Map<String, Object>> cursor(DataSource wandb) {
    return new JdbcCursorItemReaderBuilder<Map<String, Object>>()
        .name("runs by a cursor")
        .dataSource(wandb)
        .sql("SELECT run_id, name, \"config.lr\" AS lr FROM runs ORDER BY run_id")
        .rowMapper(new ColumnMapRowMapper())
        .build();
  }

  private static void launch(
      AnnotationConfigApplicationContext context,
      String name,
      ItemReader<Map<String, Object>> reader)
      throws Exception {
    JobRepository repository = context.getBean(JobRepository.class);
    var writer =
        new JdbcBatchItemWriterBuilder<Map<String, Object>>()
            .dataSource(context.getBean(DataSource.class))
            .sql("INSERT INTO copies VALUES (:run_id, :name, :lr)")
            .itemSqlParameterSourceProvider(MapSqlParameterSource::new)
            .build();
    writer.afterPropertiesSet();
    Step step =
        new StepBuilder("copy " + name, repository)
            .<Map<String, Object>, Map<String, Object>>chunk(
                5, context.getBean(PlatformTransactionManager.class))
            .reader(reader)
            .writer(writer)
            .build();
    Job job = new JobBuilder(name, repository).start(step).build();
    var execution = context.getBean(JobLauncher.class).run(job, new JobParameters());
    System.out.println(name + " " + execution.getStatus());
    execution.getAllFailureExceptions().forEach(System.out::println);
  }
}
