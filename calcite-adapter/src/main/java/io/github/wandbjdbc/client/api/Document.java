package io.github.wandbjdbc.client.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The GraphQL documents, each a resource of this package. */
enum Document {
  VIEWER("viewer"),
  ENTITY("entity"),
  PROJECTS("projects"),
  PROJECT("project"),
  RUN_COUNT("run-count"),
  RUNS("runs"),
  RUN("run"),
  HISTORY("history"),
  HISTORY_SERIES("history-series"),
  SAMPLED_HISTORY("sampled-history"),
  EVENTS("events");

  private final String text;

  Document(String name) {
    this.text = read(name + ".graphql");
  }

  String text() {
    return text;
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
