package io.github.wandbjdbc.client.api.graphql;

import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.api.discovery.Member;
import io.github.wandbjdbc.client.api.graphql.Selection.TableColumn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Predicate;

/** The GraphQL documents, each a resource of this package. */
public enum Document {
  VIEWER("viewer"),
  ENTITY("entity"),
  PROJECTS("projects"),
  PROJECT("project"),
  RUN_COUNT("run-count"),
  RUNS("runs"),
  RUNS_WITH_COUNTS("runs-with-counts"),
  RUNS_WITH_KEYS("runs-with-keys"),
  FIRST_RUNS("first-runs"),
  RUN("run"),
  HISTORY("history"),
  HISTORY_SERIES("history-series"),
  HISTORIES("histories"),
  HISTORIES_SERIES("histories-series"),
  EXPORTED_HISTORY("exported-history"),
  EXPORTED_HISTORIES("exported-histories"),
  SAMPLED_HISTORY("sampled-history"),
  SAMPLED_RUN("sampled-run"),
  EVENTS("events"),
  EVENTS_OF_RUNS("events-of-runs"),
  CONSOLE_LOGS("console-logs"),
  CONSOLE_LOGS_OF_RUNS("console-logs-of-runs"),
  CONSOLE_TAIL("console-tail"),
  CONSOLE_TAILS_OF_RUNS("console-tails-of-runs"),
  METRIC_DEFINITIONS("metric-definitions"),
  METRIC_DEFINITIONS_OF_RUNS("metric-definitions-of-runs"),
  REPORTS("reports"),
  SWEEPS("sweeps"),
  SWEEP("sweep"),
  SWEEP_AGENTS("sweep-agents"),
  FILES("files"),
  FILES_OF_RUNS("files-of-runs"),
  FILE_ADDRESSES("file-addresses"),
  FILE_ADDRESSES_OF_RUNS("file-addresses-of-runs"),
  TABLES_OF_RUN("tables-of-run"),
  TABLES_OF_RUNS("tables-of-runs"),
  ARTIFACT_TYPES("artifact-types"),
  ARTIFACT_COLLECTIONS("artifact-collections"),
  ARTIFACT_VERSIONS("artifact-versions"),
  ARTIFACT_FILES("artifact-files"),
  ARTIFACT_FILE_ADDRESSES("artifact-file-addresses"),
  CLIENT_ARTIFACT("client-artifact"),
  RUN_ARTIFACTS("run-artifacts"),
  ARTIFACTS_OF_RUNS("artifacts-of-runs"),
  PROJECT_LIST("project-list"),
  MEMBERS("members"),
  PROJECT_KEYS("project-keys");

  private static final DocumentParser.Parsed RUN_FIELDS =
      DocumentParser.parse(read("run-fields.graphql"));

  @SuppressWarnings("ImmutableEnumChecker") // A record of texts and unmodifiable collections.
  private final DocumentParser.Parsed parsed;

  Document(String name) {
    this.parsed = DocumentParser.parse(read(name + ".graphql"));
  }

  /** The name of its query. */
  String operation() {
    return parsed.name();
  }

  /**
   * The document for who reads all that it lists.
   *
   * @param fields what is asked of each run, where the document has the fragment {@code RunFields}
   */
  public AskedDocument asked(Set<RunField> fields, Set<Member> lacking) {
    return asked(fields, lacking, any -> true);
  }

  /**
   * The document for a server that lacks members of the schema.
   *
   * @param fields what is asked of each run, where the document has the fragment {@code RunFields}
   * @param reads which columns are read of what else it lists
   */
  AskedDocument asked(Set<RunField> fields, Set<Member> lacking, Predicate<TableColumn> reads) {
    Set<String> wanted = RunSelection.names(fields);
    return new AskedDocument(
        parsed, fields.isEmpty() ? null : RUN_FIELDS, wanted::contains, lacking, reads);
  }

  private static String read(String resource) {
    try (InputStream stream = Document.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is missing");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
