package io.github.wandbjdbc.client.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.wandbjdbc.client.Budget;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.fuzz.Fuzzing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a server answers, the client gives items or a {@link WandbException}, and soon. */
public final class AnswersFuzzTest {
  private static final ProjectPath PROJECT = new ProjectPath("ml", "vision");
  private static final RunFilter RUN = new RunFilter.In(RunField.ID, List.of("r"));
  private static final List<ValueColumn> COLUMNS =
      List.of(
          new ValueColumn("loss", ValueType.NUMBER),
          new ValueColumn("a.b", ValueType.TEXT),
          new ValueColumn("ok", ValueType.BOOLEAN),
          new ValueColumn("_timestamp", ValueType.NUMBER));

  private static final String NODE =
      """
      {"id":"UnVu","name":"r","displayName":"test","state":"finished","tags":["a"],
      "config":"{\\"lr\\":{\\"value\\":0.1}}","summaryMetrics":"{\\"loss\\":0.5,\\"_step\\":9,\\"a\\":{\\"b\\":NaN}}",
      "systemMetrics":"{}","historyKeys":{"lastStep":9,"keys":{"_step":{"typeCounts":[{"type":"number","count":10}]},
      "loss":{"typeCounts":[{"type":"number","count":10}]}}},"historyLineCount":10,"createdAt":"2023-11-05T17:46:35",
      "heartbeatAt":"2023-11-05T17:46:36Z","user":{"username":"test"},"sweepName":null,"group":null,"readOnly":false}""";

  private static volatile byte[] answer = new byte[0];
  private static final ApiClient CLIENT = client();

  @Test
  @Timeout(value = 10, unit = TimeUnit.HOURS)
  void itemsOrAFailureAreAllThatComesOfAnAnswer() {
    Fuzzing.of("answers")
        .seeds(
            "\0{\"data\":{\"project\":{\"runCount\":7,\"name\":\"vision\",\"entityName\":\"ml\"}}}",
            "\0{\"errors\":[{\"message\":\"Cannot query field \\\"x\\\" on type \\\"Run\\\".\"}],\"data\":null}",
            "\0{\"data\":{\"viewer\":{\"username\":\"u\",\"entity\":\"ml\",\"teams\":{\"edges\":[{\"node\":{\"name\":\"t\"}}]}}}}",
            "\0{\"data\":{\"models\":{\"edges\":[{\"cursor\":\"c\",\"node\":{\"name\":\"p\"}}],\"pageInfo\":{\"hasNextPage\":true,\"endCursor\":\"c\"}}}}",
            "\1" + NODE,
            "\2{\"_step\":3,\"loss\":NaN,\"a\":{\"b\":\"x\"},\"ok\":true,\"_timestamp\":1.7e9}",
            "\3{\"lr\":{\"value\":1},\"a\":{\"b\":[1,2,{\"c\":null}]},\"x\":\"NaN\",\"y\":1e999}")
        .tokens(
            "null",
            "NaN",
            "-Infinity",
            "1e999",
            "9223372036854775808",
            "-1",
            "{}",
            "[]",
            "\"\"",
            "\\u0000",
            "\\ud800",
            "[[[[[[[[",
            "{\"value\":",
            "\"_type\":\"histogram\"",
            "true")
        .run(10_000, AnswersFuzzTest::fuzzerTestOneInput);
  }

  /** Has the server answer with {@code input}, whose first byte says as what. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    answer = answer(input[0], Arrays.copyOfRange(input, 1, input.length));
    attempt(scope -> CLIENT.viewer(scope));
    attempt(scope -> CLIENT.count(PROJECT, RunFilter.ALL, scope));
    attempt(scope -> CLIENT.project(PROJECT, scope));
    attempt(scope -> readAll(CLIENT.projects("ml", scope)));
    attempt(
        scope ->
            readAll(
                CLIENT.runs(
                    RunsRequest.all(PROJECT).withFields(EnumSet.allOf(RunField.class)), scope)));
    attempt(
        scope ->
            readAll(
                CLIENT.history(
                    HistoryRequest.all(PROJECT)
                        .withRuns(RUN)
                        .withColumns(COLUMNS)
                        .withNoteOtherKeys(true)
                        .withLimit(1000),
                    scope)));
    attempt(
        scope ->
            readAll(
                CLIENT.sampledHistory(
                    SampledHistoryRequest.all(PROJECT, 10).withRuns(RUN).withColumns(COLUMNS),
                    scope)));
  }

  private static byte[] answer(byte kind, byte[] rest) {
    String text = new String(rest, StandardCharsets.UTF_8);
    String run =
        switch (Math.floorMod(kind, 4)) {
          case 0 -> "";
          case 1 -> text;
          case 2 -> NODE.replaceFirst("\\{", "{\"history\":[%s],\"sampledHistory\":[[%s]],");
          default ->
              "{\"name\":\"r\",\"createdAt\":\"2023-11-05T17:46:35\",\"config\":%s,\"summaryMetrics\":%<s}";
        };
    if (run.isEmpty()) {
      return rest;
    }
    String quoted = ScriptedApi.json(text);
    String node =
        run.replace("[[%s]]", "[[" + text + "]]").replace("%<s", quoted).replace("%s", quoted);
    return """
        {"data":{"project":{"run":%s,"runs":{"edges":[{"cursor":"c","node":%s}],
        "pageInfo":{"hasNextPage":false,"endCursor":"c"}}}}}"""
        .formatted(node, node)
        .getBytes(StandardCharsets.UTF_8);
  }

  private interface Call {
    Object ask(CallScope scope);
  }

  private static void attempt(Call call) {
    CallScope scope =
        new CallScope(Duration.ofSeconds(20), warning -> {}).withBudget(new Budget(60, 64 << 20));
    try {
      assertThat(call.ask(scope)).isNotNull();
    } catch (WandbException e) {
      assertThat(e.kind()).isNotIn(WandbException.Kind.TIMEOUT, WandbException.Kind.CANCELLED);
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static long readAll(Pages<?> pages) {
    long items = 0;
    try (pages) {
      for (List<?> page = pages.next(); page != null; page = pages.next()) {
        items += page.size();
      }
    }
    return items;
  }

  private static ApiClient client() {
    // Or else each answer, being two packets, waits 40 ms for an acknowledgement of the first.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            try (exchange) {
              byte[] body = answer;
              long unused = exchange.getRequestBody().readAllBytes().length;
              exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
              exchange.getResponseBody().write(body);
            }
          });
      Thread thread = new Thread(server::start);
      thread.setDaemon(true);
      thread.start();
      return ApiClient.open(
          ApiOptions.builder()
              .baseUrl(BaseUrl.of("http://127.0.0.1:" + server.getAddress().getPort()))
              .credential(Credential.of("0".repeat(40), "the test"))
              .maxRetryTime(Duration.ZERO)
              .build(),
          new FixedTiming());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
