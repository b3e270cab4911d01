package io.github.wandbjdbc.examples;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.api.ApiClient;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.CredentialLookup;
import io.github.wandbjdbc.client.api.configuration.ProcessEnvironment;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a run's history with the client alone: no SQL, no Calcite. */
final class StreamHistory {
  private StreamHistory() {}

  /** Tells {@code reader} each step of {@code run}, and what it logged as {@code metric}. */
  static void stream(
      String baseUrl,
      @Nullable String apiKey,
      ProjectPath project,
      String run,
      String metric,
      Consumer<String> reader) {
    BaseUrl base = BaseUrl.of(baseUrl);
    ApiOptions options =
        ApiOptions.builder()
            .baseUrl(base)
            .credential(
                CredentialLookup.find(apiKey, base, ProcessEnvironment.ofProcess()).orElseThrow())
            .build();
    HistoryRequest request =
        HistoryRequest.all(project)
            .withRuns(new RunFilter.In(RunField.ID, List.of(run)))
            .withColumns(List.of(new ValueColumn(metric, ValueType.NUMBER)));
    CallScope scope = new CallScope(null, warning -> reader.accept("warning: " + warning));
    try (WandbClient client = ApiClient.open(options);
        Pages<HistoryRow> pages = client.history(request, scope)) {
      for (List<HistoryRow> page = pages.next(); page != null; page = pages.next()) {
        for (HistoryRow row : page) {
          reader.accept(row.step() + " " + row.value(0));
        }
      }
    }
  }
}
