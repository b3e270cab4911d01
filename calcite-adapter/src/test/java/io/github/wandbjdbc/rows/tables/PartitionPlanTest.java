package io.github.wandbjdbc.rows.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How histories are dealt out into parts. */
final class PartitionPlanTest {

  @Test
  void aLargeRunIsDividedByItsSteps() {
    List<PartitionedRun> runs = List.of(new PartitionedRun("big", 1000));

    List<String> predicates = predicates(runs, 4, Map.of("big", 999L));

    assertThat(predicates)
        .containsExactly(
            "run_id = 'big' AND _step < 250",
            "run_id = 'big' AND _step >= 250 AND _step < 500",
            "run_id = 'big' AND _step >= 500 AND _step < 750",
            "run_id = 'big' AND _step >= 750");
  }

  @Test
  void smallRunsAreReadTogether() {
    List<PartitionedRun> runs =
        List.of(
            new PartitionedRun("a", 60),
            new PartitionedRun("b", 40),
            new PartitionedRun("c", 50),
            new PartitionedRun("d", 50));

    assertThat(predicates(runs, 2, Map.of()))
        .containsExactly("run_id IN ('a', 'b')", "run_id IN ('c', 'd')");
  }

  @Test
  void aRunWhoseLastStepIsUnknownStaysWhole() {
    List<PartitionedRun> runs = List.of(new PartitionedRun("big", 1000));

    assertThat(predicates(runs, 4, Map.of())).containsExactly("run_id = 'big'");
  }

  @Test
  void fewStepsWithManyRowsAreDividedNoFurther() {
    List<PartitionedRun> runs = List.of(new PartitionedRun("odd", 1000));

    assertThat(predicates(runs, 4, Map.of("odd", 1L)))
        .containsExactly("run_id = 'odd' AND _step < 1", "run_id = 'odd' AND _step >= 1");
  }

  @Test
  void quotesInRunIdsAreDoubled() {
    List<PartitionedRun> runs = List.of(new PartitionedRun("it's", 1));

    assertThat(predicates(runs, 4, Map.of())).containsExactly("run_id IN ('it''s')");
  }

  @Test
  void aProjectWithoutRunsHasNoParts() {
    assertThat(predicates(List.of(), 8, Map.of())).isEmpty();
  }

  @Test
  void theLargestStepOverflowsNothing() {
    List<PartitionedRun> runs = List.of(new PartitionedRun("big", 1000));

    assertThat(predicates(runs, 4, Map.of("big", Long.MAX_VALUE)))
        .hasSize(4)
        .allSatisfy(predicate -> assertThat(predicate).doesNotContain("-"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 32, 500})
  void everyStepIsInOnePartAndPartsAreAlike(int parts) {
    Random random = new Random(parts);
    List<PartitionedRun> runs = new ArrayList<>();
    Map<String, Long> lastSteps = new HashMap<>();
    for (int i = 0; i < 300; i++) {
      long rows = 1 + (long) Math.exp(random.nextDouble() * 12);
      runs.add(new PartitionedRun("r" + i, rows));
      lastSteps.put("r" + i, rows - 1);
    }

    List<HistoryPartition> partitions = PartitionPlan.of(runs, parts).partitions(lastSteps);

    long total = runs.stream().mapToLong(PartitionedRun::rows).sum();
    assertThat(partitions.stream().map(HistoryPartition::part))
        .containsExactlyElementsOf(IntStream.range(0, partitions.size()).boxed().toList());
    assertThat(partitions.size()).isBetween((parts + 1) / 2, 2 * parts);
    assertThat(partitions)
        .allSatisfy(part -> assertThat(part.steps()).isLessThanOrEqualTo(2 * (total / parts) + 1));
    for (PartitionedRun run : runs) {
      for (long step : List.of(0L, run.rows() / 2, run.rows() - 1, run.rows() + 5)) {
        assertThat(partitions.stream().filter(part -> holds(part, run.id(), step))).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 10_001})
  void thereAreNoSuchNumbersOfParts(int parts) {
    assertThatThrownBy(() -> HistoryPartitions.table(parts))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("history_partitions(" + parts + "): there are 1 to 10000");
  }

  private static List<String> predicates(
      List<PartitionedRun> runs, int parts, Map<String, Long> lastSteps) {
    return PartitionPlan.of(runs, parts).partitions(lastSteps).stream()
        .map(HistoryPartition::predicate)
        .toList();
  }

  /** Whether the predicate, of the form that is told above, holds for a step of a run. */
  private static boolean holds(HistoryPartition part, String run, long step) {
    String[] conditions = part.predicate().split(" AND ", -1);
    boolean holds = conditions[0].contains("'" + run + "'");
    for (int i = 1; i < conditions.length; i++) {
      long bound = Long.parseLong(conditions[i].replaceAll(".* ", ""));
      holds &= conditions[i].contains(">=") ? step >= bound : step < bound;
    }
    return holds;
  }
}
