package io.github.wandbjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A grand total is a row, whether there was something to group or not. */
class GrandTotalTest {
  private final LossTable losses =
      new LossTable(
          Arrays.asList(
              new @Nullable Object[] {1L, 0.5, "Adam", 0L, true},
              new @Nullable Object[] {2L, Double.NaN, "sgd", null, false},
              new @Nullable Object[] {3L, -1.0, null, 0L, null}));

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          note, count(*) ~ rollup (note) ~ null 0
          count(*) ~ rollup (note) ~ 0
          note, ok, count(*), sum(step), max(loss), grouping(note, ok), grouping(ok) ~ cube (note, ok) ~ null null 0 null null 3 1
          note, count(distinct step), count(distinct ok), max(step) + 1 ~ rollup (note) ~ null 0 0 null
          note, avg(step), count(step) ~ grouping sets ((note), ()) ~ null null 0
          note, count(*) ~ grouping sets ((note), (note, ok)) ~
          note, count(*) ~ note ~
          count(*) ~ () ~ 0
          """)
  void ofNothing(String columns, String groups, @Nullable String expected) {
    for (String none : new String[] {"lower(note) = 'x'", "1 = 0", "step > 2 and step < 2"}) {
      assertThat(
              losses.rows(
                  "select %s from losses where %s group by %s".formatted(columns, none, groups)))
          .isEqualTo(expected == null ? List.of() : List.of(expected));
    }
  }

  @Test
  void ofSomethingIsOneOfItsGroups() {
    assertThat(
            losses.rows("select note, count(*) from losses where step < 3 group by rollup (note)"))
        .containsExactlyInAnyOrder("Adam 1", "sgd 1", "null 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          step + 1                                  ~ 2, 3, 4
          case when step > 1 then step else 0 end   ~ 0, 2, 3
          step in (1, 2)                            ~ false, true, true
          cast(step as varchar) || 'a'              ~ 1a, 2a, 3a
          greatest(step, 2)                         ~ 2, 2, 3
          """)
  void groupsOfEachSetAreOfTheRowsColumnsThoughOthersTotalThem(String key, String values) {
    List<String> rows = new ArrayList<>();
    for (String sets :
        List.of(
            "%1$s, rollup (step)",
            "rollup ((%1$s), step)",
            "distinct %1$s, rollup (step)",
            "grouping sets ((%1$s, step), (%1$s))")) {
      rows.addAll(
          losses.rows(
              "select %1$s from losses group by %2$s having grouping(step) = 0 and %1$s is not null"
                  .formatted(key, sets.formatted(key))));
    }

    assertThat(rows).hasSize(12).containsOnly(values.split(", "));
  }

  @Test
  void isReadAnewByEachPass() {
    List<String> rows =
        losses.rows(
            """
            select l.step, t.c from losses l left join
              (select note, count(*) as c from losses where 1 = 0 group by rollup (note)) t
            on t.c < l.step
            """);

    assertThat(rows).containsExactlyInAnyOrder("1 0", "2 0", "3 0");
  }
}
