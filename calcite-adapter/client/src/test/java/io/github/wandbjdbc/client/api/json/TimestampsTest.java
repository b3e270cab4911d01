package io.github.wandbjdbc.client.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A time that is none is told, rather than read as another. */
class TimestampsTest {
  @ParameterizedTest
  @CsvSource({
    "2024-05-31T10:00:00, 2024-05-31T10:00:00Z",
    "2024-05-31T10:00:00Z, 2024-05-31T10:00:00Z",
    "2024-05-31 10:00:00.123456, 2024-05-31T10:00:00.123456Z",
    "2024-05-31T10:00:00+02:00, 2024-05-31T08:00:00Z"
  })
  void timesAreReadAsUtcUnlessTheySayTheirZone(String text, Instant time) throws IOException {
    assertThat(Timestamps.parse(text)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-30T10:00:00",
        "2024-05-31T25:00:00",
        "+300000000-01-01T00:00:00",
        "-0001-01-01T00:00:00",
        "yesterday"
      })
  void othersAreRefused(String text) {
    assertThatThrownBy(() -> Timestamps.parse(text))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(text);
  }
}
