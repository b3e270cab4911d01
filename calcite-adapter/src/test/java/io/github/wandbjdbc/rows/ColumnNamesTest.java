package io.github.wandbjdbc.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("text")
class ColumnNamesTest {
  @Test
  void namesThatDifferOnlyInCaseAreNumberedInCodePointOrder() {
    List<String> names = ColumnNames.distinct(List.of(), List.of("LOSS", "Loss", "loss"));

    assertThat(names).containsExactly("LOSS", "Loss_2", "loss_3");
  }

  @Test
  void fixedColumnsKeepTheirNames() {
    List<String> names =
        ColumnNames.distinct(List.of("run_id", "_step"), List.of("RUN_ID", "accuracy"));

    assertThat(names).containsExactly("RUN_ID_2", "accuracy");
  }

  @Test
  void aNumberedNameNeverTakesTheNameOfAKey() {
    List<String> names = ColumnNames.distinct(List.of(), List.of("Loss", "loss", "loss_2"));

    assertThat(names).containsExactly("Loss", "loss_3", "loss_2");
  }

  @Test
  void anEmptyKeyGetsANameThatSqlCanSay() {
    List<String> names = ColumnNames.distinct(List.of(), List.of("", "_3", "a"));

    assertThat(names).containsExactly("_2", "_3", "a");
  }

  @Test
  void namesBeyondTheBasicPlaneComeAfterThoseWithin() {
    List<String> sorted =
        Stream.of("\uD83D\uDE00", "\uFF21", "a").sorted(ColumnNames.CODE_POINT_ORDER).toList();

    assertThat(sorted).containsExactly("a", "\uFF21", "\uD83D\uDE00");
  }
}
