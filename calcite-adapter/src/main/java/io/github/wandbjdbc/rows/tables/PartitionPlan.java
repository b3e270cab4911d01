package io.github.wandbjdbc.rows.tables;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Deals histories out into parts: a run that is larger than a part is divided by its steps into
 * parts of its own, the others are put, the largest first, where least is so far.
 *
 * <p>The first and the last window of a divided run are open, so that no step falls between the
 * listing and the reading.
 */
final class PartitionPlan {
  private final Map<PartitionedRun, Integer> divided = new LinkedHashMap<>();
  private final List<Bin> bins = new ArrayList<>();

  private PartitionPlan() {}

  /** The histories of {@code runs} in about {@code parts} parts. */
  static PartitionPlan of(List<PartitionedRun> runs, int parts) {
    PartitionPlan plan = new PartitionPlan();
    double total = runs.stream().mapToDouble(PartitionedRun::rows).sum();
    double size = Math.max(1, total / parts);
    List<PartitionedRun> whole = new ArrayList<>();
    int left = parts;
    for (PartitionedRun run : runs) {
      int windows = (int) Math.round(run.rows() / size);
      if (windows > 1) {
        plan.divided.put(run, windows);
        left -= windows;
      } else {
        whole.add(run);
      }
    }
    plan.deal(whole, Math.max(1, left));
    return plan;
  }

  private void deal(List<PartitionedRun> runs, int most) {
    PriorityQueue<Bin> emptiest =
        new PriorityQueue<>(
            Comparator.<Bin>comparingLong(bin -> bin.rows).thenComparing(bin -> bin.number));
    for (int i = 0; i < Math.min(most, runs.size()); i++) {
      Bin bin = new Bin(i);
      bins.add(bin);
      emptiest.add(bin);
    }
    runs.stream()
        .sorted(Comparator.comparingLong(PartitionedRun::rows).reversed())
        .forEach(
            run -> {
              Bin bin = emptiest.remove();
              bin.add(run);
              emptiest.add(bin);
            });
  }

  /** The runs whose last step decides how they are divided. */
  Set<String> divided() {
    return divided.keySet().stream()
        .map(PartitionedRun::id)
        .collect(toCollection(LinkedHashSet::new));
  }

  /**
   * The parts.
   *
   * @param lastSteps of divided runs; one that isn't there stays whole
   */
  List<HistoryPartition> partitions(Map<String, Long> lastSteps) {
    List<HistoryPartition> partitions = new ArrayList<>();
    divided.forEach(
        (run, windows) -> {
          long end = Math.min(lastSteps.getOrDefault(run.id(), 0L), Long.MAX_VALUE / 2) + 1;
          int count = (int) Math.min(windows, end);
          long width = (end + count - 1) / count;
          for (int i = 0; i < count; i++) {
            String steps =
                (i == 0 ? "" : " AND _step >= " + i * width)
                    + (i == count - 1 ? "" : " AND _step < " + (i + 1) * width);
            String predicate = "run_id = " + run.literal() + steps;
            partitions.add(
                new HistoryPartition(partitions.size(), predicate, 1, run.rows() / count));
          }
        });
    for (Bin bin : bins) {
      String ids = bin.runs.stream().map(PartitionedRun::literal).collect(joining(", "));
      partitions.add(
          new HistoryPartition(
              partitions.size(), "run_id IN (" + ids + ")", bin.runs.size(), bin.rows));
    }
    return partitions;
  }

  /** Runs that are read together. */
  private static final class Bin {
    private final int number;
    private final List<PartitionedRun> runs = new ArrayList<>();
    private long rows;

    Bin(int number) {
      this.number = number;
    }

    void add(PartitionedRun run) {
      runs.add(run);
      rows += run.rows();
    }
  }
}
