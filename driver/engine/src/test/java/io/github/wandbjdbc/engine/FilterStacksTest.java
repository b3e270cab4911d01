package io.github.wandbjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.source.SearchPath;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries in queries may be as deep as tools make them. */
class FilterStacksTest {
  private final LossTable losses = new LossTable(rows());
  private final QueryEngine engine = new QueryEngine(SqlOperatorTables.of(), "");

  @ParameterizedTest
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          select * from (%s) as t where step > %d ~ 200, 201, 202
          select * from (%s) as t where note <> 'n%d' and step > 198 ~ 199, 200, 201, 202
          select step - 1 as step, loss, note from (%s) as t where loss > %d ~ 100, 101, 102
          select step, note, max(step) over () as m from (%s) as t where step > %d ~ 200, 201, 202
          select distinct step, note from (%s) as t where step > %d ~ 200, 201, 202
          """)
  void filtersOfFiltersAreMerged(String level, String answers) {
    String sql = "select * from losses";
    for (int i = 0; i < 100; i++) {
      sql = level.formatted(sql, i + 100);
    }
    PreparedQuery query = engine.prepare(sql, new SearchPath("team", "vision"), 0, losses.source());

    List<String> found = new ArrayList<>();
    try (Rows rows = query.execute(List.of(), losses.source())) {
      while (rows.next()) {
        found.add(String.valueOf(rows.value(0)));
      }
    }
    assertThat(found).containsExactlyInAnyOrder(answers.split(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          l.step < 0 and l.step > 0                              ~ 0
          l.step is null and l.step = m.step                     ~ 0
          not exists (select 1 from losses k where l.step < l.step) and l.step < 2 ~ 2
          l.step = 1 and l.step = 2                              ~ 0
          """)
  void whatNoRowSatisfiesMayStandBesideAJoin(String condition, String count) {
    assertThat(
            losses.firstColumn(
                "with w as (select l.step as a, l.step as b from losses l, losses m where l.step ="
                    + " m.step and "
                    + condition
                    + ") select count(*) from w join losses n on w.b = n.step"))
        .containsExactly(count);
  }

  private static List<@Nullable Object[]> rows() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (long i = 0; i < 203; i++) {
      rows.add(new @Nullable Object[] {i, (double) i, "n" + i % 100, null, null});
    }
    return rows;
  }
}
