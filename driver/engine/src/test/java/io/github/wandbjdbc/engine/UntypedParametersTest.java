package io.github.wandbjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.source.SearchPath;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A question mark means something wherever people and mappers write one. */
class UntypedParametersTest {
  private final LossTable losses =
      new LossTable(
          Arrays.asList(
              new @Nullable Object[] {1L, 0.5, "Adam", 0L, true},
              new @Nullable Object[] {2L, Double.NaN, "sgd", null, false},
              new @Nullable Object[] {3L, -1.0, null, 0L, null}));
  private final QueryEngine engine = new QueryEngine(SqlOperatorTables.of(), "");

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          select step from losses where lower(note) = lower(?)             ~ ADAM ~ 1
          select step from losses where note like '%' || ? || '%'          ~ da   ~ 1
          select step from losses where note like replace(?, '*', '%')     ~ *g*  ~ 2
          select step from losses where coalesce(?, note) = 'sgd'          ~ sgd  ~ 1, 2, 3
          select step from losses where loss < cast(? as double)           ~ 0.7  ~ 1, 3
          select step from losses where loss > coalesce(?, ?)              ~ -0.5 ~ 1
          select case when step = 2 then ? else ? end from losses          ~ a    ~ a, a, a
          select x from (values (?, 1), (?, 2)) as t (x, y)                ~ b    ~ b, b
          select ? || note from losses                                     ~ x    ~ xAdam, xsgd, null
          select ?                                                         ~ y    ~ y
          select ? + step from losses                                      ~ 1    ~ 2, 3, 4
          """)
  void aParameterWhoseTypeNothingTellsIsText(String sql, String value, String answers) {
    PreparedQuery query = engine.prepare(sql, path(), 0, losses.source());

    assertThat(firstColumn(query, value)).containsExactly(answers.split(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      textBlock =
          """
          (step, note) in ((?, 'sgd'))               ~ 2 ~ 2
          (step, note) in ((?, 'Adam'), (?, 'sgd'))  ~ 2 ~ 2
          (note, step) in (('Adam', 1), ('sgd', ?))  ~ 2 ~ 1, 2
          (step, note) not in ((?, 'sgd'), (?, 'x')) ~ 2 ~ 1, 3
          (step, note) not in ((?, 'sgd'))           ~ 3 ~ 1, 2
          (step, note) in ((1, 'Adam'))              ~ - ~ 1
          """)
  void aListOfRowsMayHoldParameters(String condition, String value, String answers) {
    PreparedQuery query =
        engine.prepare("select step from losses where " + condition, path(), 0, losses.source());

    assertThat(firstColumn(query, value)).containsExactly(answers.split(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          select count(*) from (values ('al'), ('bo')) as t (x) where x = ?              ~ 0
          select count(*) from (values ('al'), ('bo')) as t (x) where x in (?, 'bo')     ~ 1
          select count(*) from (values ('al'), ('bo')) as t (x) where x < ?              ~ 1
          select count(*) from (values ('al', 1)) as t (x, y) where (x, y) = (?, 1)      ~ 0
          select count(*) from (values ('al')) as t (x) where ? = (select max('al') from losses) ~ 0
          select case when step = 1 then ? else 'al' end from losses                     ~ alpha, al, al
          select case 'al' when ? then 'same' else 'other' end                           ~ other
          select coalesce(note, ?) from losses where step = 3                            ~ alpha
          select nullif('al', ?)                                                         ~ al
          """)
  void aParameterMayBeLongerThanTheTextsBesideIt(String sql, String answers) {
    PreparedQuery query = engine.prepare(sql, path(), 0, losses.source());

    assertThat(firstColumn(query, "alpha")).containsExactly(answers.split(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      textBlock =
          """
          select x + ? from (values (1.5)) as v (x)
          select x from (values (1.5)) as v (x) where x in (?, 7)
          """)
  void aParameterWithMoreDigitsThanTheDecimalBesideItIsRefusedRatherThanCut(String sql) {
    PreparedQuery query = engine.prepare(sql, path(), 0, losses.source());

    assertThatThrownBy(() -> firstColumn(query, "1.54"))
        .isInstanceOf(StatementException.class)
        .hasMessageContaining("CAST(? AS DOUBLE)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      textBlock =
          """
          select coalesce(?, 'al')                                          ~ alpha      ~ alpha
          select coalesce(?, 'al')                                          ~            ~ al
          select coalesce(?, ?, 'al')                                       ~ alpha      ~ alpha
          select coalesce(?, step) from losses                              ~            ~ 1, 2, 3
          select coalesce(?, loss) from losses                              ~ 0.25       ~ 0.25, 0.25, 0.25
          select coalesce(?, 1)                                             ~ 5000000000 ~ 5000000000
          select coalesce(?, 1.5)                                           ~ 2.25       ~ 2.25
          select coalesce(x, ?) from (values (1.5)) as v (x)                ~ 2.25       ~ 1.5
          select ifnull(?, 'al')                                            ~            ~ al
          select nullif(?, 'al')                                            ~ alpha      ~ alpha
          select nullif(?, 2)                                               ~ 2          ~ null
          select greatest(step, ?) from losses                              ~ 2          ~ 2, 2, 3
          select least(?, loss) from losses where step = 1                  ~ 0.25       ~ 0.25
          select case when step = 1 then ? else loss end from losses        ~ 0.25       ~ 0.25, NaN, -1.0
          values (1.5), (?)                                                 ~ 2.75       ~ 1.5, 2.75
          select x from (values (?, 1), (2, ?)) as t (x, y)                 ~ 7          ~ 7, 2
          select step from losses where ? in (select note from losses)      ~ sgd        ~ 1, 2, 3
          select step from losses where ? in (select loss from losses)      ~ -1         ~ 1, 2, 3
          select step from losses where (?, ?) in (select loss, loss from losses) ~ 0.5  ~ 1, 2, 3
          select step from losses where ? = any (select step from losses)   ~ 4          ~
          select step from losses where ? in (1, 2)                         ~ 2          ~ 1, 2, 3
          select step from losses where ? not in ('al', 'bo')               ~ alpha      ~ 1, 2, 3
          """)
  void aParameterIsOfTheTypeOfTheValuesBesideIt(
      String sql, @Nullable String value, @Nullable String answers) {
    PreparedQuery query = engine.prepare(sql, path(), 0, losses.source());

    assertThat(firstColumn(query, value))
        .containsExactly(answers == null ? new String[0] : answers.split(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          nullif(note, ?) >= 'a'                      ~ Adam ~ 2
          nullif(note, ?) = note                      ~ sgd  ~ 1
          (note = ?) = ok                             ~ Adam ~ 1, 2
          (note <> ?) is distinct from ok             ~ Adam ~ 1, 2
          case when note = ? then 1 else 2 end = step ~ Adam ~ 1, 2
          (step + ? > 2) = ok                         ~ 2    ~ 1
          coalesce(note = ?, true) <> (step < ?)      ~ 2    ~ 1, 3
          (note between ? and ?) = not ok             ~ sgd  ~ 1, 2
          """)
  void aParameterMayStandInWhatIsCompared(String condition, String value, String answers) {
    PreparedQuery query =
        engine.prepare("select step from losses where " + condition, path(), 0, losses.source());

    assertThat(firstColumn(query, value)).containsExactly(answers.split(", "));
  }

  @Test
  void parametersAfterOneThatIsReadTwiceKeepTheirPlaces() {
    PreparedQuery query =
        engine.prepare(
            "select coalesce(?, note) || ? from losses where step = ?", path(), 0, losses.source());

    assertThat(query.parameters())
        .extracting(SqlParameter::type)
        .containsExactly(SqlValueType.VARCHAR, SqlValueType.VARCHAR, SqlValueType.BIGINT);
  }

  @Test
  void aParameterThatIsCastIsRounded() {
    PreparedQuery query =
        engine.prepare("select cast(? as decimal(5, 1))", path(), 0, losses.source());

    assertThat(firstColumn(query, "1.54")).containsExactly("1.5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          abs(?)                ~ DOUBLE
          mod(?, 7)             ~ INTEGER
          mod(?, 7.5)           ~ DECIMAL
          round(?, 2)           ~ DOUBLE
          length(?)             ~ VARCHAR
          extract(year from ?)  ~ TIMESTAMP
          """)
  void aParameterOfAFunctionIsOfTheTypeThatItTakes(String call, SqlValueType type) {
    PreparedQuery query =
        engine.prepare("select " + call + " from losses", path(), 0, losses.source());

    assertThat(query.parameters()).extracting(SqlParameter::type).containsExactly(type);
  }

  private static SearchPath path() {
    return new SearchPath("team", "vision");
  }

  /** The answers if each parameter is {@code value}. */
  private List<String> firstColumn(PreparedQuery query, @Nullable String value) {
    List<@Nullable Object> values = new ArrayList<>();
    query.parameters().forEach(parameter -> values.add(parameter.convert(value)));
    List<String> answers = new ArrayList<>();
    try (Rows rows = query.execute(values, losses.source())) {
      while (rows.next()) {
        answers.add(String.valueOf(rows.value(0)));
      }
    }
    return answers;
  }
}
