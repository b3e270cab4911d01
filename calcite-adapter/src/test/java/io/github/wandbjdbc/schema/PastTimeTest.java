package io.github.wandbjdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times that properties say. */
@Tag("text")
class PastTimeTest {
  private static final Instant NOW = Instant.parse("2026-07-02T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-07-01 12:00:00, 2026-07-01T12:00:00Z",
    "2026-07-01T12:00:00, 2026-07-01T12:00:00Z",
    "2026-07-01t12:00:00z, 2026-07-01T12:00:00Z",
    "2026-07-01 12:00, 2026-07-01T12:00:00Z",
    "2026-07-01 12:00:00.5, 2026-07-01T12:00:00.500Z",
    "2026-07-01 12:00:00.123456, 2026-07-01T12:00:00.123Z",
    "2026-07-01T12:00:00.123456789Z, 2026-07-01T12:00:00.123Z",
    "2026-07-01 12:00:00+02, 2026-07-01T10:00:00Z",
    "2026-07-01 12:00:00+02:00, 2026-07-01T10:00:00Z",
    "2026-07-01T12:00:00-0530, 2026-07-01T17:30:00Z",
    "2026-07-01 12:00:00 UTC, 2026-07-01T12:00:00Z",
    "2026-07-01 12:00:00 +05:45, 2026-07-01T06:15:00Z",
    "2026-07-01, 2026-07-01T00:00:00Z",
    "2026-07-02, 2026-07-02T00:00:00Z",
  })
  void theyAreWrittenAsInPostgresql(String text, Instant time) {
    assertThat(PastTime.read(text, NOW)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "yesterday",
        "12:00:00",
        "2026-02-30",
        "2026-07-01 24:30",
        "2026-07-01T",
        "2026-07-01 12",
        "2026-07-01T12:00:00 02:00",
        "2026-07-01T12:00:00+25:00",
        "2026-07-01 12:00:00 Mars",
        "01/07/2026",
        "1782907200"
      })
  void nothingElseIsTakenForOne(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PastTime.read(text, NOW))
        .withMessageStartingWith("must be a timestamp, such as 2026-07-01 12:00:00");
  }

  @Test
  void whatIsStillToComeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PastTime.read("2026-07-02 00:00:00.001", NOW))
        .withMessageContaining("must not be in the future");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PastTime.read("2026-07-02 00:30+00", NOW))
        .withMessageContaining("must not be in the future");
  }
}
