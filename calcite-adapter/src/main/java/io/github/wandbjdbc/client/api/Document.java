package io.github.wandbjdbc.client.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The GraphQL documents, each a resource of this package. */
enum Document {
  VIEWER("viewer"),
  ENTITY("entity"),
  PROJECTS("projects"),
  PROJECT("project"),
  RUN_COUNT("run-count"),
  RUNS("runs"),
  RUNS_WITH_COUNTS("runs-with-counts"),
  RUN("run"),
  HISTORY("history"),
  HISTORY_SERIES("history-series"),
  EXPORTED_HISTORY("exported-history"),
  EXPORTED_HISTORIES("exported-histories"),
  SAMPLED_HISTORY("sampled-history"),
  EVENTS("events"),
  CONSOLE_LOGS("console-logs"),
  CONSOLE_TAIL("console-tail"),
  REPORTS("reports"),
  SWEEPS("sweeps"),
  SWEEP("sweep"),
  SWEEP_AGENTS("sweep-agents"),
  FILES("files"),
  ARTIFACT_TYPES("artifact-types"),
  ARTIFACT_COLLECTIONS("artifact-collections"),
  ARTIFACT_VERSIONS("artifact-versions"),
  ARTIFACT_FILES("artifact-files"),
  RUN_INPUTS("run-inputs"),
  RUN_OUTPUTS("run-outputs"),
  PROJECT_LIST("project-list");

  private static final Pattern VARIABLE = Pattern.compile(", \\$(\\w+): [\\w!\\[\\]]+");

  private final String text;

  Document(String name) {
    this.text = read(name + ".graphql");
  }

  String text() {
    return text;
  }

  /** The name of its query. */
  String operation() {
    return text.replaceFirst("(?s)^query (\\w+).*", "$1").strip();
  }

  /** The text without those names of it that it can do without. */
  String text(Set<String> names) {
    String shorter = text;
    for (String name : names) {
      shorter =
          shorter
              .replaceAll("(?m)^ *(?:\\w+: )?%s(?:[ (].*)? # optional\n".formatted(name), "")
              .replaceAll(", \\$%s: [\\w!\\[\\]]+".formatted(name), "")
              .replaceAll(", %s: [$\\w]+".formatted(name), "");
    }
    return shorter.equals(text) ? text : withoutUnusedVariables(shorter);
  }

  private static String withoutUnusedVariables(String document) {
    return VARIABLE
        .matcher(document)
        .replaceAll(
            declaration -> {
              String use = "\\$%s\\b".formatted(declaration.group(1));
              return Pattern.compile(use).matcher(document).results().count() > 1
                  ? Matcher.quoteReplacement(declaration.group())
                  : "";
            });
  }

  /**
   * Whether the document is of use without the field or argument {@code name}: a field that is
   * marked so, or an argument that isn't the first and goes by the name of its variable.
   */
  boolean canDoWithout(String name) {
    return !text(Set.of(name)).equals(text);
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
