package io.github.wandbjdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The manual's page of connection properties is written from their list. {@code ./mvnw -Dfast test
 * -pl calcite-adapter -am -Dtest=ConfigurationPageTest -Dpages=write
 * -Dsurefire.failIfNoSpecifiedTests=false} writes it anew.
 */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  @Test
  void thePageSaysWhatTheListSays() throws IOException {
    String text = page();
    if ("write".equals(System.getProperty("pages"))) {
      Files.writeString(PAGE, text);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(text);
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # What can I set on a connection?

            You want to read more runs than usual, wait less for a slow server, or go through a proxy: all of this is a connection property. It is
            set in the URL, in the `Properties` of `DriverManager.getConnection`, in the operand of a Calcite model
            file, or with `WandbSchema.builder()`:

            ```
            jdbc:wandb://api.wandb.ai/my-team/my-project?maxRuns=5000&typeMismatch=error
            ```

            Keys match in any case. If the URL and the `Properties` differ, the URL wins. An unknown key is an error in a URL or a model file. In
            `Properties` it is ignored, with a warning if it looks like one of these. Properties that name a file of yours can't be set in a URL
            or a model file: somebody else may have written those.

            This page is written from the list that the driver reads.

            | key | values | default | set in | |
            |---|---|---|---|---|
            """);
    for (ConnectionProperty property : ConnectionProperty.values()) {
      page.append(row(property));
    }
    page.append(
        """

        Besides, `attach.<name>=file:<directory>`, in a URL or the `Properties`, attaches a folder of run files as the catalog `<name>`; see
        [run-files.md](run-files.md#beside-a-server).

        `Statement.setFetchSize` asks for that many runs or steps in a page, `setQueryTimeout` bounds a statement, and
        `Connection.setNetworkTimeout` the wait for one reply.

        With `WandbSchema.builder()`, properties of requests are set by `api(options -> options.pageSize(50))`, and those of tables by
        `tables(options -> options.maxRuns(5000))`; see [embedding.md](embedding.md). A model file has one operand more, `directory`.
        """);
    return page.toString();
  }

  private static String row(ConnectionProperty property) {
    String alias = property.alias() == null ? "" : " or `%s`".formatted(property.alias());
    String byDefault =
        property.defaultValue() == null ? "" : "`%s`".formatted(property.defaultValue());
    return "| `%s`%s | %s | %s | %s | %s |\n"
        .formatted(
            property.key(),
            alias,
            property.allowed(),
            byDefault,
            property.places(),
            property.description());
  }
}
