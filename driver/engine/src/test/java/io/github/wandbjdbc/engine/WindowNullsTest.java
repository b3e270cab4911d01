package io.github.wandbjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A window may be of nothing but NULL, written or found to be. */
class WindowNullsTest {
  private final LossTable losses =
      new LossTable(
          Arrays.asList(
              new @Nullable Object[] {1L, 0.5, "Adam", 0L, true},
              new @Nullable Object[] {2L, Double.NaN, "sgd", null, false},
              new @Nullable Object[] {3L, -1.0, null, 0L, null}));

  @ParameterizedTest
  @ValueSource(strings = {"varchar", "bigint", "integer", "double", "boolean", "timestamp"})
  void theExtremesOfNullAreNull(String type) {
    String none = "cast(null as " + type + ")";

    assertThat(losses.rows("select step, min(%s) over () from losses".formatted(none)))
        .containsExactly("1 null", "2 null", "3 null");
    assertThat(
            losses.rows(
                "select step, max(%1$s) over (partition by note order by step rows 1 preceding), %1$s from losses order by 1"
                    .formatted(none)))
        .containsExactly("1 null null", "2 null null", "3 null null");
  }

  @Test
  void columnsAndOtherConstantsKeepTheirPlaces() {
    List<String> rows =
        losses.rows(
            """
            select step, min(cast(null as varchar)) over w, sum(step) over w, max('x') over w,
              max(cast(null as bigint)) over w, count(cast(null as bigint)) over w, lag(step, 1, -1) over (order by step)
            from losses window w as (order by step rows between 1 preceding and current row)
            """);

    assertThat(rows)
        .containsExactly("1 null 1 x null 0 -1", "2 null 3 x null 0 1", "3 null 5 x null 0 2");
  }

  @Test
  void whatAJoinWithNothingLeavesIsNull() {
    List<String> rows =
        losses.rows(
            """
            select t.note, min(t.x) over ()
            from (select distinct note from losses) as s
            full join (select 'true' as x, note from losses where step between 100 and 1) as t
            on s.note = t.note where s.note <= 'true' order by 2
            """);

    assertThat(rows).containsExactly("null null", "null null");
  }
}
