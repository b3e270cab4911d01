package io.github.wandbjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A part of the plan that each step of a recursion reads is read once. */
class RepeatedPartsTest {
  private static final int STEPS = 20;

  private final LossTable losses = new LossTable(rows());

  private static List<@Nullable Object[]> rows() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (long step = 0; step < STEPS; step++) {
      rows.add(new @Nullable Object[] {step, step / 2.0, "n" + step % 3, null, step % 2 == 0});
    }
    return rows;
  }

  /** Each walks along the table; equal scans of a step are one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          1 ~ select l.step from x join losses l on l.step = x.n + 1
          1 ~ select l.step from losses l join x on x.n + 1 = l.step
          1 ~ select l.step from x, losses l where l.step between x.n + 1 and x.n + 1
          1 ~ select l.step from x left join losses l on l.step = x.n + 1 where l.step > 0
          1 ~ select x.n + 1 from x where x.n + 1 in (select step from losses)
          1 ~ select x.n + 1 from x where exists (select 1 from losses where step = x.n + 1)
          1 ~ select x.n + 1 from x where x.n < (select max(step) from losses)
          1 ~ select n from (select n + 1 as n from x intersect select step from losses) y
          1 ~ select l.s from x join (select step as s, count(*) from losses group by step) l on l.s = x.n + 1
          1 ~ select l.step from x join (select step from losses order by loss limit 20) l on l.step = x.n + 1
          1 ~ select l.step from x join losses l on l.step = x.n + 1 join losses m on m.step = l.step
          2 ~ select y.step from x join (select l.step from losses l join losses m on m.step = l.step) y on y.step = x.n + 1
          2 ~ select y.step from x join (select step from losses union select step from losses) y on y.step = x.n + 1
          1 ~ select y.n from x join (with recursive z(n) as (select cast(0 as bigint) union all select l.step from z join losses l on l.step = z.n + 1) select n from z) y on y.n = x.n + 1
          1 ~ (with y as (select step from losses where loss >= 0) select y.step from x join y on y.step = x.n + 1)
          """)
  void aStepReadsItOnce(int scans, String step) {
    for (String union : List.of("union", "union all")) {
      int before = losses.opened();

      List<String> found =
          losses.rows(
              "with recursive x(n) as (select cast(0 as bigint) %s %s) select n from x"
                  .formatted(union, step));

      assertThat(found).hasSize(STEPS).endsWith(String.valueOf(STEPS - 1));
      assertThat(losses.opened() - before).as(step).isEqualTo(scans);
      assertThat(losses.open()).isZero();
    }
  }

  @Test
  void whatIsAMatterOfChanceIsSettledInEachStep() {
    assertThat(
            losses.rows(
                """
                with recursive x(n, r) as (
                  select 0, 0e0
                  union all
                  select x.n + 1, l.r
                  from x join (select step, random() as r from losses) l on l.step = 1
                  where x.n < 9)
                select count(*), count(distinct r) from x
                """))
        .containsExactly("10 10");
    assertThat(losses.opened()).isEqualTo(1);
  }

  @Test
  void whoWantsAFewRowsReadsNoMoreThanTheyNeed() {
    assertThat(
            losses.rows(
                "with recursive x(n) as (select cast(0 as bigint) union all"
                    + " select x.n + 1 from x cross join losses l) select n from x limit 3"))
        .containsExactly("0", "1", "1");
    assertThat(losses.opened()).isEqualTo(1);
    assertThat(losses.open()).isZero();
  }

  @Test
  void theNextExecutionReadsItAnew() {
    String sql =
        "with recursive x(n) as (select cast(0 as bigint) union select l.step from x join losses l"
            + " on l.step = x.n + 1) select count(*) from x";

    assertThat(losses.rows(sql)).isEqualTo(losses.rows(sql));

    assertThat(losses.opened()).isEqualTo(2);
  }

  @Test
  void anOuterRowHasAReadingOfItsOwn() {
    assertThat(
            losses.rows(
                "select l.step, (with recursive x(n) as (select l.step union all select m.step from"
                    + " x join losses m on m.step = x.n + l.step) select count(*) from x) from"
                    + " losses l where l.step between 7 and 10 order by 1"))
        .containsExactly("7 2", "8 2", "9 2", "10 1");
    assertThatExceptionOfType(StatementException.class)
        .isThrownBy(() -> losses.rows("with recursive x(n) as (select n from x) select n from x"));
  }
}
