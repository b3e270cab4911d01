package io.github.wandbjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.wandbjdbc.engine.judge.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Statements over rows that they make themselves: the driver answers as a real PostgreSQL does. */
@Tag("text")
final class AsPostgresTest {
  private static final Path STATEMENTS = Path.of("src/test/resources/as-postgresql");

  @TempDir static Path directory;

  /** A file for each kind of statements; they are parted by empty lines. */
  @TestFactory
  List<DynamicTest> statements() throws IOException {
    Postgres postgres = Postgres.startOrSkip();
    String url = "jdbc:wandb:file:" + Digits.restedCopy(directory);
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(STATEMENTS)) {
      for (Path file : files.sorted().toList()) {
        tests.add(dynamicTest(file.getFileName().toString(), () -> compare(file, postgres, url)));
      }
    }
    return tests;
  }

  private static void compare(Path file, Postgres postgres, String url)
      throws IOException, SQLException {
    List<String> statements =
        Arrays.stream(Files.readString(file).replaceAll("(?m)^--.*\\R", "").split("\\R\\s*\\R"))
            .map(String::strip)
            .filter(statement -> !statement.isEmpty())
            .toList();
    List<String> differences = new ArrayList<>();
    int answered = 0;

    try (Connection reference = postgres.connect();
        Connection driver = DriverManager.getConnection(url)) {
      for (String statement : statements) {
        PrintedAnswer expected = PrintedAnswer.of(reference, statement);
        PrintedAnswer answer = PrintedAnswer.of(driver, statement);
        answered += expected.isFailure() ? 0 : 1;
        if (!answer.agreesWith(expected)) {
          differences.add(
              "%s\n  PostgreSQL: %s\n  the driver: %s".formatted(statement, expected, answer));
        }
      }
    }

    System.out.printf(
        "%s: %,d statements as PostgreSQL has them, of which it refuses %,d%n",
        file.getFileName(), statements.size(), statements.size() - answered);
    assertThat(differences).isEmpty();
  }
}
