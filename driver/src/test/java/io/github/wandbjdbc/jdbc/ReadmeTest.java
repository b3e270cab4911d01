package io.github.wandbjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The README says of the connection properties what the driver does. */
final class ReadmeTest {

  static Stream<String> rows() {
    return Stream.of(ConnectionProperty.values())
        .map(
            property ->
                "| `%s` | %s | %s |"
                    .formatted(
                        property.key(),
                        property.defaultValue() == null ? "" : "`" + property.defaultValue() + "`",
                        property.description()));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyPropertyIsInItsTable(String row) throws IOException {
    assertThat(Files.readString(Path.of("../README.md"))).contains(row + "\n");
  }
}
