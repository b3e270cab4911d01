package io.github.wandbjdbc.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SampleExperimentsTest {

  @Test
  void everythingHasGapsAndEveryMetricItWasAskedFor() {
    Experiment big = SampleExperiments.everything("big", 10_004, 1_200);

    List<Long> steps = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    big.forEachRow(
        (step, row) -> {
          steps.add(step);
          keys.addAll(row.keySet());
        });

    assertThat(steps).hasSize((int) big.rowCount()).isSorted().doesNotContain(3L, 8L);
    assertThat(big.history.lastStep()).isEqualTo(10_002).isEqualTo(steps.get(steps.size() - 1));
    assertThat(keys)
        .contains(
            "train/loss", "Loss", "loss", "val.acc", "learning rate", "größe µ", "sparse/1199")
        .hasSizeGreaterThan(1_200);
  }

  @Test
  void theSameIsMadeEachTime() {
    List<Map<String, Object>> first = new ArrayList<>();
    List<Map<String, Object>> second = new ArrayList<>();

    SampleExperiments.everything("a", 500, 3).forEachRow((step, row) -> first.add(row));
    SampleExperiments.everything("b", 500, 3).forEachRow((step, row) -> second.add(row));

    assertThat(second).isEqualTo(first);
  }
}
