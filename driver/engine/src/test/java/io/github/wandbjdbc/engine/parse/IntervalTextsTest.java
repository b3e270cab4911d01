package io.github.wandbjdbc.engine.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code INTERVAL '7 days'} is an interval, and {@code '7 days'} alone is a text. */
class IntervalTextsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          now() - interval '7 days'        ~ now() - interval '7' DAY(1)
          now() - INTERVAL '120 Hour' + a  ~ now() - INTERVAL '120' HOUR(3) + a
          interval '2 weeks'               ~ interval '14' DAY(2)
          interval '-1 month'              ~ interval '-1' MONTH(1)
          interval '2 days 3 hours' - x    ~ CAST('2 days 3 hours' AS INTERVAL) - x
          interval '7' day                 ~ interval '7' day
          name = '7 days'                  ~ name = '7 days'
          'interval ''7 days'''            ~ 'interval ''7 days'''
          """)
  void standsAsInTheStandard(String sql, String expected) {
    assertThat(IntervalTexts.standard(sql)).isEqualTo(expected);
  }
}
