package io.github.wandbjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A text is read as the same date or TIMESTAMP wherever it stands. */
class TextCastsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          2024-05-31T10:00:00Z          ~ timestamp    ~ 2024-05-31 10:00:00
          2024-05-31T10:00:00.567+02:00 ~ timestamp(3) ~ 2024-05-31 08:00:00.567
          2024-05-31 10:00:00.567       ~ timestamp(0) ~ 2024-05-31 10:00:01
          2024-05-31 10:00:00           ~ timestamp    ~ 2024-05-31 10:00:00
          2024-05-31                    ~ timestamp    ~ 2024-05-31 00:00:00
          1969-12-31T23:59:59.999Z      ~ timestamp(1) ~ 1970-01-01 00:00:00
          2024-05-31T23:30:00-01:00     ~ date         ~ 2024-06-01
          2024-05-31 10:00:00           ~ date         ~ 2024-05-31
          2024-5-1                      ~ date         ~ 2024-05-01
          """)
  void literalsAndColumnsAreReadAlike(String text, String type, String answer) {
    String plain = "cast(cast(%s as " + type + ") as varchar)";
    String safe = "cast(safe_cast(%s as " + type + ") as varchar)";

    for (String cast : new String[] {plain, safe}) {
      assertThat(answer(text, cast.formatted("'" + text + "'"))).isEqualTo(answer);
      assertThat(answer(text, cast.formatted("note"))).isEqualTo(answer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2024-13-01", "2024-02-30 10:00:00", "10:00:00", ""})
  void otherTextsAreRefusedOrSafelyNull(String text) {
    for (String type : new String[] {"timestamp", "date"}) {
      for (String source : new String[] {"note", "'" + text + "'"}) {
        String cast = "cast(%s as %s)".formatted(source, type);

        assertThatThrownBy(() -> answer(text, cast))
            .isInstanceOfSatisfying(
                StatementException.class,
                e -> assertThat(e.state()).isEqualTo(SqlState.BAD_DATE_TIME));
        assertThat(answer(text, "safe_" + cast)).isEqualTo("null");
      }
    }
  }

  @Test
  void nullIsNoDate() {
    assertThat(answer(null, "cast(note as timestamp)")).isEqualTo("null");
    assertThat(answer(null, "cast(note as date)")).isEqualTo("null");
    assertThat(answer(null, "safe_cast(note as date)")).isEqualTo("null");
  }

  @Test
  void aTextIsComparedWithATimestampByWhatItSpells() {
    String texts = "cast(note as timestamp) = timestamp '2024-05-31 08:00:00'";

    assertThat(answer("2024-05-31T10:00:00+02:00", texts)).isEqualTo("true");
  }

  @Test
  void toTimestampGivesATimestamp() {
    String given = "to_timestamp(note, 'YYYY-MM-DD HH24:MI')";

    assertThat(answer("2024-05-31 10:05", given + " > timestamp '2024-05-31 10:04:59'"))
        .isEqualTo("true");
    assertThat(answer("2024-05-31 10:05", "cast(" + given + " as varchar)"))
        .isEqualTo("2024-05-31 10:05:00");
  }

  @Test
  void aTimestampIsWrittenWithItsDecimalsUpToTheLengthOfTheText() {
    assertThat(answer("", "cast(seen_at as varchar)")).isEqualTo("1970-01-01 00:00:00");
    assertThat(answer("", "cast(seen_at + interval '0.25' second as varchar)"))
        .isEqualTo("1970-01-01 00:00:00.25");
    assertThat(answer("", "cast(seen_at as varchar(10))")).isEqualTo("1970-01-01");
    assertThat(answer("", "cast(seen_at as char(21)) || '.'")).isEqualTo("1970-01-01 00:00:00.");
    assertThat(answer("", "cast(nullif(seen_at, seen_at) as varchar)")).isEqualTo("null");
    assertThat(answer("", "'at ' || seen_at")).isEqualTo("at 1970-01-01 00:00:00");
  }

  /** The value of {@code expression} where {@code note} is {@code text}, and {@code step} is 1. */
  private static String answer(@Nullable String text, String expression) {
    return new LossTable(Arrays.asList(new @Nullable Object[][] {{1L, 0.5, text, 0L, true}}))
        .firstColumn("select " + expression + " from losses")
        .get(0);
  }
}
