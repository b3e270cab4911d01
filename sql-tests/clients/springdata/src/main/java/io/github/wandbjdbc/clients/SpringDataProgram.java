package io.github.wandbjdbc.clients;

import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.jdbc.core.dialect.JdbcH2Dialect;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.data.relational.core.dialect.Dialect;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionManager;

/** Repositories of Spring Data JDBC; takes a URL and an API key. */
public final class SpringDataProgram {
  private SpringDataProgram() {}

  /** The dialect must be named: Spring Data knows none for the driver. */
  @Configuration
  @EnableJdbcRepositories(considerNestedRepositories = true)
  public static class Configured extends AbstractJdbcConfiguration {
    @Override
    public Dialect jdbcDialect(NamedParameterJdbcOperations operations) {
      return JdbcH2Dialect.INSTANCE;
    }

    @Bean
    NamedParameterJdbcOperations operations(DataSource source) {
      return new NamedParameterJdbcTemplate(source);
    }

    @Bean
    TransactionManager transactionManager(DataSource source) {
      return new JdbcTransactionManager(source);
    }
  }

  public static void main(String[] arguments) {
    DataSource source = new DriverManagerDataSource(arguments[0], "", arguments[1]);
    try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
      context.registerBean(DataSource.class, () -> source);
      context.register(Configured.class);
      context.refresh();
      print(context.getBean(Runs.class));
    }
  }

  private static void print(Runs runs) {
    runs.findByStateOrderById("crashed").forEach(System.out::println);
    PageRequest page = PageRequest.of(1, 3, Sort.by("id"));
    var second = runs.findByStepsGreaterThan(100, page);
    System.out.println(second.getTotalElements() + " in " + second.getTotalPages() + " pages");
    second.forEach(run -> System.out.println(run.id() + " " + run.learningRate()));
    System.out.println(runs.countByNameStartingWith("s"));
    System.out.println(runs.bestAccuracy("adam-long"));
  }
}
