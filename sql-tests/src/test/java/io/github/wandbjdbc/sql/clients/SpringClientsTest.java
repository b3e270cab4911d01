package io.github.wandbjdbc.sql.clients;

import static io.github.wandbjdbc.sql.Digits.logged;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.sql.Digits;
import io.github.wandbjdbc.sql.DigitsSources;
import io.github.wandbjdbc.sql.Jvm;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications of Spring Boot, Spring Data and Spring Batch read the runs as they were. */
@Tag("large-clients")
@Tag("text")
final class SpringClientsTest {
  private static final Client BOOT = new Client("springboot");
  private static final Client DATA = new Client("springdata");

  private static final String DRIVER = "io.github.wandbjdbc.jdbc.WandbDriver";
  private static final String DATA_SOURCE = "io.github.wandbjdbc.jdbc.WandbDataSource";

  @TempDir static Path directory;
  private static DigitsSources sources;

  @BeforeAll
  static void serve() throws IOException {
    sources = DigitsSources.over(Digits.restedCopy(directory));
  }

  @AfterAll
  static void stop() {
    sources.close();
  }

  @Test
  void bootNeedsTheNameOfTheDriverBesideTheUrl() throws Exception {
    Jvm.Result urlAlone =
        BOOT.run(
            directory,
            List.of(),
            "io.github.wandbjdbc.clients.BootOnRunsProgram",
            "--spring.datasource.url=" + sources.url(),
            "--spring.datasource.password=" + StandIn.API_KEY);
    List<String> lines =
        boot(
            "BootOnRunsProgram",
            "--spring.datasource.url=" + sources.url(),
            "--spring.datasource.password=" + StandIn.API_KEY,
            "--spring.datasource.driver-class-name=" + DRIVER);

    assertThat(urlAlone.exitCode()).isNotZero();
    assertThat(urlAlone.out() + urlAlone.err())
        .contains("Driver org.h2.Driver claims to not accept jdbcUrl, jdbc:wandb:");
    assertThat(lines).containsExactly("HikariDataSource", "heavy-ball", "wide-net");
  }

  @Test
  void bootTakesTheDataSourceByItsType() throws Exception {
    List<String> lines =
        boot(
            "BootOnRunsProgram",
            "--spring.datasource.type=" + DATA_SOURCE,
            "--spring.datasource.driver-class-name=" + DRIVER,
            "--spring.datasource.url=" + sources.url(),
            "--spring.datasource.password=" + StandIn.API_KEY);

    assertThat(lines).containsExactly("WandbDataSource", "heavy-ball", "wide-net");
  }

  @Test
  void bootHasTheRunsBesideItsOwnDatabase() throws Exception {
    List<String> byDriver =
        boot(
            "BootBesideH2Program",
            "--wandb.driver-class-name=" + DRIVER,
            "--wandb.jdbc-url=" + sources.url(),
            "--wandb.password=" + StandIn.API_KEY);
    List<String> byDataSource =
        boot(
            "BootBesideH2Program",
            "--wandb.data-source-class-name=" + DATA_SOURCE,
            "--wandb.data-source-properties.url=" + sources.url(),
            "--wandb.data-source-properties.password=" + StandIn.API_KEY,
            "--wandb.data-source-properties.maxRuns=5000");

    assertThat(byDriver).containsExactly("jdbc:h2", "lost-the-node crashed");
    assertThat(byDataSource).isEqualTo(byDriver);
  }

  @Test
  void springDataFindsPagesAndCountsByTheDialectOfH2() throws Exception {
    List<String> lines =
        DATA.printed(directory, List.of(), "SpringDataProgram", sources.url(), StandIn.API_KEY);

    assertThat(lines)
        .containsExactly(
            "Run[id=adam-kill, name=lost-the-node, state=crashed, learningRate=0.003, steps=935,"
                + " createdAt=2026-11-22T05:54:31.363]",
            "9 in 3 pages",
            "adam-mid1 0.001",
            "mom-big01 0.05",
            "mom-mid01 0.05",
            "2",
            logged("adam-long", "/max_val_acc"));
  }

  @Test
  void springBatchReadsByPagesAndByACursor() throws Exception {
    List<String> lines =
        DATA.printed(directory, List.of(), "SpringBatchProgram", sources.url(), StandIn.API_KEY);

    List<String> expected = new ArrayList<>(List.of("by pages COMPLETED", "by a cursor COMPLETED"));
    for (String runId : Digits.runIds().stream().sorted().toList()) {
      double rate = Double.parseDouble(logged(runId, "/config/lr"));
      expected.add("[%s, %s, %s, 2]".formatted(runId, logged(runId, "/name"), rate));
    }
    assertThat(lines).isEqualTo(expected);
  }

  private static List<String> boot(String program, String... properties) throws Exception {
    List<String> all =
        new ArrayList<>(List.of("--spring.main.banner-mode=off", "--logging.level.root=ERROR"));
    all.addAll(List.of(properties));
    return BOOT.printed(directory, List.of(), program, all.toArray(String[]::new));
  }
}
