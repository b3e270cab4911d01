package io.github.wandbjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** LIKE holds for the texts that SQL says, and tells soon, however long they are. */
class LikePatternsTest {
  private static final String LONG = "ab".repeat(500_000);

  private final LossTable losses =
      new LossTable(
          Arrays.asList(
              new @Nullable Object[] {1L, 0.5, "Adam\nW", 0L, true},
              new @Nullable Object[] {2L, Double.NaN, "ÉTÉ", null, false},
              new @Nullable Object[] {3L, -1.0, null, 0L, null},
              new @Nullable Object[] {4L, -1.0, "a😀b", 0L, null},
              new @Nullable Object[] {5L, -1.0, "50%_\\", 0L, null},
              new @Nullable Object[] {6L, -1.0, "", 0L, null},
              new @Nullable Object[] {7L, -1.0, LONG, 0L, null}));

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      textBlock =
          """
          note like 'Adam_W'               ~ 1
          note like 'Adam%'                ~ 1
          note like '%W'                   ~ 1
          note like 'Adam__W'              ~ -
          note like 'adam_w'               ~ -
          note ilike 'adam_w'              ~ 1
          note ilike 'été'                 ~ 2
          note ilike '_t%'                 ~ 2
          note like 'a_b'                  ~ 4
          note like 'a__b'                 ~ -
          note like ''                     ~ 6
          note like '%'                    ~ 1, 2, 4, 5, 6, 7
          note like '%%'                   ~ 1, 2, 4, 5, 6, 7
          note like '_%'                   ~ 1, 2, 4, 5, 7
          note not like '_%'               ~ 6
          note not ilike 'ADAM%'           ~ 2, 4, 5, 6, 7
          note like '50!%!__' escape '!'   ~ 5
          note like '50\\%\\_\\\\' escape '\\' ~ 5
          note like '!A!dam%' escape '!'   ~ 1
          note like '50%\\\\'              ~ 5
          note ilike 'xx50%' escape 'x'    ~ -
          step <> 5 and note like note     ~ 1, 2, 4, 6, 7
          note like null                   ~ -
          note like '%a%b%' and step < 7   ~ 4
          (note like 'ÉT_') is not true    ~ 1, 3, 4, 5, 6, 7
          'x' || chr(10) || 'y' like 'x_y' ~ 1, 2, 3, 4, 5, 6, 7
          """)
  void whatIsLikeAPattern(String condition, String steps) {
    assertThat(steps(condition)).isEqualTo(steps.replace("-", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "note like '%a%a%a%a%a%a%a%a%a%c'",
        "note like '%a_a_a%b_b_b%aa'",
        "note ilike '%A%B%A%B%A%B%A%B%C%'",
        "note not like '%ab%' || note",
      })
  @Timeout(60)
  void alsoALongTextIsComparedSoon(String condition) {
    assertThat(steps("step = 7 and " + condition)).isIn("", "7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      textBlock =
          """
          note like 'a!' escape '!'    ~ must not end with its escape character
          note like 'a\\'               ~ must not end with its escape character
          note like 'a' escape 'no'    ~ takes one character
          """)
  void anEscapeBeforeNothingIsRefused(String condition, String message) {
    assertThatThrownBy(() -> steps(condition))
        .isInstanceOfSatisfying(
            StatementException.class, e -> assertThat(e.state()).isEqualTo(SqlState.INVALID_ESCAPE))
        .hasMessageContaining(message);
  }

  @Test
  void aPatternMayBeAnyValue() {
    List<String> steps =
        losses.firstColumn(
            "select l.step from losses l join (values ('Adam_'), ('%TÉ'), ('other')) as p (x)"
                + " on l.note like p.x || '%' order by 1");

    assertThat(steps).containsExactly("1", "2");
  }

  @Test
  void anExplanationShowsItAsItWasWritten() {
    assertThat(losses.firstColumn("explain select step from losses where note not like 'A%'"))
        .singleElement()
        .asString()
        .contains("note NOT LIKE 'A%'");
  }

  private String steps(String condition) {
    return String.join(", ", losses.firstColumn("select step from losses where " + condition));
  }
}
