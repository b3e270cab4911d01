package io.github.wandbjdbc.clients;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * A Spring Boot application with a database of its own, H2, and the runs beside it; takes Boot's
 * properties.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class BootBesideH2Program {
  @Bean(defaultCandidate = false)
  @ConfigurationProperties("wandb")
  public HikariDataSource wandb() {
    return new HikariDataSource();
  }

  @Bean
  public Notes notes(JdbcClient database, @Qualifier("wandb") DataSource wandb) {
    return new Notes(database, JdbcClient.create(wandb));
  }

  /** Remarks of ours, in H2, on runs. */
  public static class Notes {
    private final JdbcClient database;
    private final JdbcClient runs;

    Notes(JdbcClient database, JdbcClient runs) {
      this.database = database;
      this.runs = runs;
    }

    /** Notes the names of the runs that crashed. */
    @Transactional
    public void addCrashed() {
      database.sql("CREATE TABLE notes (run VARCHAR, note VARCHAR)").update();
      List<String> crashed =
          runs.sql("SELECT name FROM runs WHERE state = 'crashed'").query(String.class).list();
      for (String name : crashed) {
        database.sql("INSERT INTO notes VALUES (?, 'crashed')").params(name).update();
      }
    }

    List<String> all() {
      return database.sql("SELECT run || ' ' || note FROM notes").query(String.class).list();
    }
  }

  public static void main(String[] arguments) throws SQLException {
    try (ConfigurableApplicationContext application =
        SpringApplication.run(BootBesideH2Program.class, arguments)) {
      try (Connection own = application.getBean(DataSource.class).getConnection()) {
        System.out.println(own.getMetaData().getURL().substring(0, 7));
      }
      Notes notes = application.getBean(Notes.class);
      notes.addCrashed();
      notes.all().forEach(System.out::println);
    }
  }
}
