package io.github.wandbjdbc.engine.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wandbjdbc.engine.values.StatementException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code x::type} casts what stands just before it, and no more. */
class InfixCastsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          a = '1'::integer and b                ~ a = CAST('1' AS integer) and b
          a + b::int * c                        ~ a + CAST(b AS int) * c
          -1::int                               ~ -CAST(1 AS int)
          1.5e3::decimal(10, 2)                 ~ CAST(1.5e3 AS decimal(10, 2))
          r."config.lr"::varchar::text          ~ CAST(CAST(r."config.lr" AS varchar) AS text)
          max(a + (b))::double precision, c     ~ CAST(max(a + (b)) AS double precision), c
          (a < b)::int = 1                      ~ CAST((a < b) AS int) = 1
          x and (a)::int = 1                    ~ x and CAST((a) AS int) = 1
          x in (1, 2) and y in ('3'::int, ?::int) ~ x in (1, 2) and y in (CAST('3' AS int), CAST(? AS int))
          a between '1'::int and '2'::int       ~ a between CAST('1' AS int) and CAST('2' AS int)
          date '2026-01-01'::timestamp          ~ CAST(date '2026-01-01' AS timestamp)
          a::timestamp without time zone < b    ~ CAST(a AS timestamp) < b
          left(a::text, 2)::int                 ~ CAST(left(CAST(a AS text), 2) AS int)
          ':: it''s ::' || "b::c" -- d::e       ~ ':: it''s ::' || "b::c" -- d::e
          """)
  void castsTheOperandBeforeIt(String sql, String rewritten) {
    assertThat(InfixCasts.inWords(sql)).isEqualTo(rewritten);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "case when a then b end::int",
        "count(*) filter (where a)::int",
        "sum(a) over (order by b)::int",
        "a[1]::int",
        "::int",
        "a::",
        "a)::int",
        "{fn now()}::date"
      })
  void refusesWhatIsNotPlainlyAnOperand(String sql) {
    assertThatExceptionOfType(StatementException.class)
        .isThrownBy(() -> InfixCasts.inWords(sql))
        .withMessageContaining("CAST(x AS type)");
  }
}
