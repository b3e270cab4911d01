package io.github.wandbjdbc.clients;

import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A Spring Boot application whose one data source is the driver's; takes Boot's properties. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class BootOnRunsProgram {
  public static void main(String[] arguments) {
    try (ConfigurableApplicationContext application =
        SpringApplication.run(BootOnRunsProgram.class, arguments)) {
      System.out.println(application.getBean(DataSource.class).getClass().getSimpleName());
      JdbcClient client = application.getBean(JdbcClient.class);
      client
          .sql("SELECT name FROM runs WHERE \"config.optimizer\" = ? ORDER BY name")
          .param("momentum")
          .query(String.class)
          .list()
          .forEach(System.out::println);
    }
  }
}
