package io.github.wandbjdbc.engine.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.StatementPlace;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spellings that people use mean the same as the standard's. */
class StatementParserTest {
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
          max(a + (b))::double precision        ~ CAST(max(a + (b)) AS double precision)
          (a < b)::int = 1                      ~ CAST((a < b) AS int) = 1
          x in (1, 2) and y in ('3'::int, ?::int) ~ x in (1, 2) and y in (CAST('3' AS int), CAST(? AS int))
          a between '1'::int and '2'::int       ~ a between CAST('1' AS int) and CAST('2' AS int)
          date '2026-01-01'::timestamp          ~ CAST(date '2026-01-01' AS timestamp)
          a::timestamp without time zone < b    ~ CAST(a AS timestamp) < b
          left(a::text, 2)::int                 ~ CAST(left(CAST(a AS text), 2) AS int)
          case when a then b end::int           ~ CAST(case when a then b end AS int)
          {fn now()}::date                      ~ CAST({fn now()} AS date)
          float8 '1.5' + bool 't'               ~ CAST('1.5' AS float8) + CAST('t' AS bool)
          a || b + c ^ d * e                    ~ a || (b + ((c ^ d) * e))
          -a ^ 2                                ~ (-a) ^ 2
          a -> 'b' ->> 'c' = d                  ~ ((a -> 'b') ->> 'c') = d
          a == b                                ~ a = b
          sum(a) over (rows 1 preceding)        ~ SUM(a) over ( rows 1 preceding )
          a at time zone 'UTC'                  ~ cast(a as timestamp)
          a::float64 + b::json                  ~ cast(a as double) + cast(b as varchar)
          now() - interval '7 days'             ~ now() - interval '7' DAY(1)
          now() - INTERVAL '120 Hour' + a       ~ now() - INTERVAL '120' HOUR(3) + a
          interval '2 weeks'                    ~ interval '14' DAY(2)
          interval '-1 month'                   ~ interval -'1' MONTH(1)
          interval '2 days 3 hours' - x         ~ CAST('2 days 3 hours' AS INTERVAL DAY TO SECOND) - x
          ´a´                                   ~ "a"
          a is not nan                          ~ IS_NAN(a) is not true
          sum(a order by b)                     ~ sum(a)
          a like 'x' {escape '!'}               ~ a like 'x' escape '!'
          U&'\\0061\\+01F600'                   ~ 'a😀'
          make_date(2024, day => 3, month => 2) ~ make_date(2024, 2, 3)
          make_interval(days => a)              ~ make_interval(0, 0, 0, a)
          normalize(a, nfkc)                    ~ normalize(a, 'nfkc')
          iif(a, b, c)                          ~ case when a then b else c end
          """)
  void anExpressionIsTheSame(String written, String standard) throws SqlParseException {
    String quoted = written.replace('´', '`');

    assertThat(parsed("select %s as x".formatted(quoted)))
        .isEqualTo(parsed("select %s as x".formatted(standard)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          select a as date from t order by date         ~ select a as "date" from t order by "date"
          select cast(a as date) as date from t         ~ select cast(a as date) as "date" from t
          select a as select, b as from from t          ~ select a as "select", b as "from" from t
          select date, time from t                      ~ select "date", "time" from t
          from t                                        ~ select * from t
          select a except select b                      ~ (select a) except (select b)
          select * from t except (select b)             ~ (select * from t) except (select b)
          select a exclude, b replace from t            ~ select a as exclude, b as "replace" from t
          from t select a where b                       ~ select a from t where b
          select a, count(*) from t group by all        ~ select a, count(*) from t group by 1
          select sum(a) from t group by all             ~ select sum(a) from t
          with x as materialized (select 1) select * from x ~ with x as (select 1) select * from x
          with x as (select 1) select * from X          ~ with x as (select 1) select * from x as X
          select * from {oj a left join b on c}         ~ select * from a left join b on c
          select a from t {limit 3 offset 1}            ~ select a from t limit 3 offset 1
          select * from a join b join c on d on e       ~ select * from a join (b join c on d) on e
          select * from (a join b on c) as d            ~ select * from (select * from a join b on c) as d
          select a from t order by b fetch first row only ~ select a from t order by b fetch first 1 row only
          """)
  void aQueryIsTheSame(String written, String standard) throws SqlParseException {
    assertThat(parsed(written)).isEqualTo(parsed(standard));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          select a form t                  ~ did you mean FROM           ~ 15
          selct a from t                   ~ did you mean SELECT         ~ 1
          select a from t wher b = 1       ~ did you mean WHERE          ~ 22
          select a from t ordr by b        ~ did you mean ORDER          ~ 22
          select a from t jion u on b      ~ did you mean JOIN           ~ 22
          select group, a from t           ~ "group"                     ~ 8
          select a, from t                 ~ comma too many before FROM  ~ 11
          select a from my-team.t          ~ "my-team"                   ~ 17
          select (a + (b)                  ~ closing parenthesis         ~ 16
          select a) from t                 ~ no parenthesis is open      ~ 9
          select a from t limit 1 order by b ~ ORDER BY comes before LIMIT ~ 25
          select a from t order by b where c ~ WHERE comes before ORDER BY ~ 28
          select 'a                        ~ a text begins here          ~ 8
          select "a                        ~ a name begins here          ~ 8
          select a && b                    ~ && is AND                   ~ 10
          select a from t where            ~ missing behind where        ~ 22
          select a is 'b'                  ~ write = 'b'                 ~ 10
          select top 2 a from t            ~ LIMIT 2                     ~ 12
          select a from t sample 2         ~ LIMIT 2                     ~ 24
          select a between 1, 2            ~ BETWEEN x AND y             ~ 19
          select a && b                    ~ AND                         ~ 10
          select a,, b                     ~ a comma too many            ~ 10
          select a in 'b'                  ~ IN ('b')                    ~ 10
          select a regexp 'b' from t       ~ regular expression          ~ 17
          select distinct on a a from t    ~ DISTINCT ON (a)             ~ 20
          show create table t              ~ SHOW TABLES                 ~ 6
          select 5 // 2                    ~ begins with --              ~ 10
          .tables                          ~ information_schema.tables   ~ 1
          \\d runs                         ~ information_schema.columns  ~ 1
          """)
  void aMistakeIsToldWhereItStandsWithWhatToWrite(String sql, String hint, int column) {
    StatementException told =
        catchThrowableOfType(
            StatementException.class,
            () -> {
              try {
                parsed(sql);
              } catch (SqlParseException e) {
                throw SyntaxErrors.of(sql, e);
              }
            });

    assertThat(told.state()).isEqualTo(SqlState.SYNTAX);
    assertThat(told)
        .hasMessageContaining(hint)
        .hasMessageContaining("(line 1, column %d)".formatted(column));
    assertThat(told.place()).isEqualTo(new StatementPlace(1, column, sql));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select distinct on (a) a, b from t order by b, a",
        "select a from t fetch first 1 row with ties",
        "select * where a",
        "select count() from t",
        "select a::foo from t",
        "select a at time zone 'Europe/Berlin' from t",
        "select percentile_cont(0.5) from t",
        "select * from t group by all",
        "select round(a order by b) from t",
        "select abs(x => a) from t",
        "select max(x => a) from t",
        "select make_interval(day => 3)",
        "select make_interval(1, years => 1)",
        "select make_date(2024, day => 1)"
      })
  void whatHasNoMeaningIsRefused(String sql) {
    assertThatExceptionOfType(StatementException.class)
        .isThrownBy(() -> parsed(sql))
        .matches(e -> e.state() == SqlState.STATEMENT_FAULT);
  }

  @Test
  void aStatementOfSeveralLinesIsWrongInOne() {
    String sql = "select a,\r\n  b c d\nfrom t";

    assertThatExceptionOfType(SqlParseException.class)
        .isThrownBy(() -> parsed(sql))
        .satisfies(
            e ->
                assertThat(SyntaxErrors.of(sql, e).place())
                    .isEqualTo(new StatementPlace(2, 7, sql)));
  }

  private static String parsed(String sql) throws SqlParseException {
    SqlNode statement = StatementParser.parse(sql, () -> {}).statement();
    return statement.toString();
  }
}
