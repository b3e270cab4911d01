package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.Run;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Builds runs for tests. */
public final class TestRuns {
  private TestRuns() {}

  /** A finished run that logged {@code rows}, created in 2024 on the day of {@code day}. */
  public static Run run(
      String id, String state, int day, String config, String summary, Map<Long, String> rows) {
    HistoryKeys keys = HeldExperiments.keysOf(rows);
    Instant created = Instant.parse("2024-05-%02dT10:00:00.250Z".formatted(day));
    return new Run(
        id,
        "run " + id,
        state,
        created,
        created.plusSeconds(60),
        "ann",
        "group-" + day % 2,
        null,
        null,
        "host",
        null,
        day % 2 == 0 ? List.of("even", "nice \"tag\"") : List.of(),
        null,
        null,
        false,
        (long) rows.size(),
        null,
        config,
        summary,
        null,
        keys);
  }
}
