package io.github.wandbjdbc.client.api;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.ScanWarning;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.Credential;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A scripted server and a client of it, whose waits take no time. */
final class ApiFixture implements AutoCloseable {
  static final ProjectPath PROJECT = new ProjectPath("ml", "vision");

  /** A key that must not turn up anywhere. */
  static final String CANARY = "canary0000111122223333444455556666777788889999";

  final ScriptedApi api = new ScriptedApi();
  final FixedTiming timing = new FixedTiming();
  final List<String> warnings = new CopyOnWriteArrayList<>();
  final CallScope scope = new CallScope(null, this::note);
  final ApiClient client;

  ApiFixture() throws IOException {
    this(ApiOptions.DEFAULTS);
  }

  ApiFixture(ApiOptions options) throws IOException {
    client =
        ApiClient.open(
            options.toBuilder()
                .baseUrl(api.baseUrl())
                .credential(Credential.of(CANARY, "the test"))
                .build(),
            timing);
  }

  /** All items of all pages. */
  static <T> List<T> all(Pages<T> pages) {
    List<T> items = new ArrayList<>();
    try (pages) {
      for (List<T> page = pages.next(); page != null; page = pages.next()) {
        items.addAll(page);
      }
    }
    return items;
  }

  @Override
  public void close() {
    client.close();
    api.close();
  }

  private void note(ScanWarning warning) {
    warnings.add(warning.message());
  }
}
