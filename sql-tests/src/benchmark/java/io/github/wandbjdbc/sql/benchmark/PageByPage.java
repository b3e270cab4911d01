package io.github.wandbjdbc.sql.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * The client that one would write in an afternoon: asks for a page, waits, parses it into a tree, asks for the next. Arguments: the URL, the key, what ({@code runs}, {@code history} or {@code samples}), and the project.
 */
public final class PageByPage {
  private static final int PAGE = 1000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI url;
  private final String authorization;

  private PageByPage(URI url, String key) {
    this.url = url;
    this.authorization = "Basic " + Base64.getEncoder().encodeToString(("api:" + key).getBytes());
  }

  /** Prints how many rows there were. */
  public static void main(String[] arguments) throws IOException {
    PageByPage client = new PageByPage(URI.create(arguments[0] + "/graphql"), arguments[1]);
    long rows =
        switch (arguments[2]) {
          case "runs" -> client.runs();
          case "history" -> client.history(arguments[3]);
          case "samples" -> client.samples();
          default -> throw new IllegalArgumentException(arguments[2]);
        };
    System.out.println(rows);
  }

  private long runs() throws IOException {
    long rows = 0;
    String after = null;
    while (true) {
      JsonNode runs =
          ask(
                  "query R($after: String) { project(name: \"%s\", entityName: \"lab\") { runs(first:"
                      + " 100, after: $after) { edges { cursor node { name config summaryMetrics } }"
                      + " pageInfo { endCursor hasNextPage } } } }",
                  Comparison.RUNS,
                  after)
              .at("/project/runs");
      for (JsonNode edge : runs.path("edges")) {
        JSON.readTree(edge.at("/node/config").asText());
        JSON.readTree(edge.at("/node/summaryMetrics").asText());
        rows++;
      }
      if (!runs.at("/pageInfo/hasNextPage").asBoolean()) {
        return rows;
      }
      after = runs.at("/pageInfo/endCursor").asText();
    }
  }

  private long history(String project) throws IOException {
    int steps = project.equals(Comparison.LONG) ? Comparison.STEPS : Comparison.EXPORTED_STEPS;
    long rows = 0;
    for (int step = 0; step < steps; step += PAGE) {
      String document =
          String.format(
              Locale.ROOT,
              "query H { project(name: \"%%s\", entityName: \"lab\") { run(name: \"long\") {"
                  + " history(minStep: %d, maxStep: %d, samples: %d) } } }",
              step,
              step + PAGE,
              PAGE);
      for (JsonNode row : ask(document, project, null).at("/project/run/history")) {
        JSON.readTree(row.asText());
        rows++;
      }
    }
    return rows;
  }

  private long samples() throws IOException {
    long rows = 0;
    for (int run = 0; run < Comparison.SAMPLED_RUNS; run++) {
      String document =
          "query S { project(name: \"%s\", entityName: \"lab\") { run(name: \"s"
              + run
              + "\") { sampledHistory(specs: [\"{\\\"keys\\\":[\\\"_step\\\",\\\"loss\\\"],"
              + "\\\"samples\\\":500}\"]) } } }";
      rows += ask(document, Comparison.SAMPLED, null).at("/project/run/sampledHistory/0").size();
    }
    return rows;
  }

  private JsonNode ask(String document, String project, String after) throws IOException {
    ObjectNode body = JSON.createObjectNode();
    body.put("query", document.replace("%s", project));
    body.putObject("variables").put("after", after);
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    connection.setDoOutput(true);
    connection.setRequestProperty("Authorization", authorization);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.getOutputStream().write(JSON.writeValueAsBytes(body));
    try (InputStream in = new GZIPInputStream(connection.getInputStream())) {
      return JSON.readTree(in).path("data");
    }
  }
}
