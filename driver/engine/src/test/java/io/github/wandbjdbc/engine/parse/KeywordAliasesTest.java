package io.github.wandbjdbc.engine.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code AS date} names a column, though {@code CAST(x AS date)} names a type. */
class KeywordAliasesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          select a as date from t                         ~ select a as "date" from t
          select cast(a as date) as date from t           ~ select cast(a as date) as "date" from t
          select cast((select 1 as row) as time) from t   ~ select cast((select 1 as "row") as time) from t
          select a AS Date from t order by DATE desc      ~ select a AS "Date" from t order by "DATE" desc
          select a as date where b > date '2026-01-01'    ~ select a as "date" where b > date '2026-01-01'
          select a as order from t order by b             ~ select a as "order" from t order by b
          select a as x, cast(b as timestamp) from t      ~ select a as x, cast(b as timestamp) from t
          select 'x as date', a as "date" -- as date      ~ select 'x as date', a as "date" -- as date
          select a as dates from t                        ~ select a as dates from t
          """)
  void quotesTheName(String sql, String expected) {
    assertThat(KeywordAliases.quoted(sql)).isEqualTo(expected);
  }
}
