package io.github.wandbjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page of tables shows the rows that its statements really give. TablesPageTest writes all else
 * that it holds; {@code ./mvnw -Dfast test -pl driver -Dtest=TableExamplesTest -Dpages=write}
 * writes the rows, behind it.
 */
class TableExamplesTest {
  private static final Path PAGE = Path.of("../docs/tables.md");
  private static final String RUNS = "jdbc:wandb:file:../sql-tests/src/test/resources/";
  private static final int MAX_ROWS = 5;
  private static final int MAX_COLUMNS = 6;
  private static final int HEAD = 2;

  @TempDir Path cache;

  @Test
  void eachTableIsFollowedByTheRowsOfItsStatement() throws IOException {
    String page = Files.readString(PAGE);
    List<Executable> checks = new ArrayList<>();
    try (StandIn standIn = StandIn.start()) {
      ExampleProject.hold(standIn);
      Map<String, String> urls =
          Map.of(
              "sample",
              RUNS + "digits",
              "logged",
              RUNS + "research",
              "server",
              "jdbc:wandb://%s/%s/%s?historyPageSize=10&cacheDirectory=%s"
                  .formatted(
                      standIn.hostAndPort(),
                      StandIn.ENTITY,
                      StandIn.PROJECT,
                      PercentCode.encode(cache.toString())));
      String told = page;
      for (TableExample example : TableExample.all()) {
        try (Connection connection =
            DriverManager.getConnection(urls.get(example.source()), "", StandIn.API_KEY)) {
          String rows = example.rows(connection);
          checks.add(() -> assertThat(page).contains(example.sql()));
          checks.add(() -> assertIsShort(rows, example));
          told = example.shown(rows, told);
        } catch (SQLException e) {
          checks.add(
              () -> {
                throw new AssertionError(example.sql(), e);
              });
        }
      }
      if ("write".equals(System.getProperty("pages"))) {
        Files.writeString(PAGE, told);
      }

      assertAll(checks);
      assertThat(Files.readString(PAGE)).isEqualTo(told);
    }
  }

  private static void assertIsShort(String rows, TableExample example) {
    assertThat(rows.lines().count()).as(example.sql()).isBetween(HEAD + 1L, (long) HEAD + MAX_ROWS);
    assertThat(rows.lines().findFirst().orElseThrow().replaceAll("[^|]", ""))
        .as(example.sql())
        .hasSizeLessThanOrEqualTo(MAX_COLUMNS + 1);
  }
}
