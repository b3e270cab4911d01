package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.StandIn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The arithmetic of {@code docs/scale.md}, simulated: a server that allows so many requests in a
 * window of time, and says with each answer what remains.
 */
final class ScaleTest {
  private static final int QUOTA = 50;
  private static final Duration WINDOW = Duration.ofSeconds(60);
  private static final int SHORT_RUNS = 3000;

  private final StandIn standIn = StandIn.start();
  private final FixedTiming timing = new FixedTiming();

  @AfterEach
  void stop() {
    standIn.close();
  }

  @Test
  void historiesOfShortRunsComeTogetherAndTheQuotaBoundsTheRest() {
    for (int i = 0; i < SHORT_RUNS; i++) {
      standIn.holds(experiment("short" + i).generated(19, step -> Map.of("loss", 1.0)));
    }

    long rows = export(SHORT_RUNS + 20);

    int requests = standIn.requests().size();
    assertThat(rows).isEqualTo(20L * SHORT_RUNS);
    assertThat(requests).isEqualTo(SHORT_RUNS / 25 + 5);
    assertThat(timing.waits()).hasSize((requests - 1) / QUOTA).containsOnly(WINDOW);
    assertThat(standIn.requests()).extracting("status").containsOnly(200);
  }

  @Test
  void aLongRunIsReadInPagesThatGrowToTenThousandSteps() {
    standIn.holds(experiment("long").generated(999_999, step -> Map.of("loss", 1.0)));

    long rows = export(200);

    assertThat(rows).isEqualTo(1_000_000);
    assertThat(standIn.requests().size()).isBetween(100, 110);
  }

  /** Reads all histories, by one request at a time, and tells how many rows they had. */
  private long export(int atMost) {
    Fault[] answers = new Fault[atMost];
    for (int i = 0; i < atMost; i++) {
      int remaining = QUOTA - 1 - i % QUOTA;
      answers[i] =
          Fault.none()
              .header("RateLimit-Remaining", String.valueOf(remaining * 1000.0 / QUOTA))
              .header("RateLimit-Reset", String.valueOf(WINDOW.toSeconds()));
    }
    standIn.fails(answers);
    ApiOptions options =
        ApiOptions.builder()
            .baseUrl(BaseUrl.of(standIn.url().toString()))
            .credential(Credential.of(StandIn.API_KEY, "the test"))
            .maxConcurrentRequests(1)
            .build();
    HistoryRequest request =
        HistoryRequest.all(new ProjectPath(StandIn.ENTITY, StandIn.PROJECT))
            .withColumns(List.of(new ValueColumn("loss", ValueType.NUMBER)));
    long rows = 0;
    try (ApiClient client = ApiClient.open(options, timing);
        Pages<HistoryRow> pages = client.history(request, CallScope.unbounded())) {
      for (List<HistoryRow> page = pages.next(); page != null; page = pages.next()) {
        rows += page.size();
      }
    }
    return rows;
  }
}
