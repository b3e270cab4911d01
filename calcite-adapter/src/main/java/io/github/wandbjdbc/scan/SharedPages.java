package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.predicates.Placeholder;
import io.github.wandbjdbc.predicates.RunFilters;
import io.github.wandbjdbc.rows.ItemRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;

/**
 * Two scans of a plan that are made of the same pages of runs: a join asks the second for runs that
 * the first has listed just before.
 *
 * @param giver lists the runs, by its id in the plan
 * @param giversTable the table of the first, for people
 * @param isInOrder whether the runs are asked for about as they were listed
 * @param taker finds them there
 * @param takersTable the table of the second, for people
 * @param wanted what the second reads of each run
 */
public record SharedPages(
    int giver,
    String giversTable,
    boolean isInOrder,
    int taker,
    String takersTable,
    RunNeeds wanted) {

  /** Of {@code giver} and {@code taker}. */
  public static SharedPages of(EngineScan giver, boolean isInOrder, EngineScan taker) {
    return new SharedPages(
        giver.getId(),
        giver.request().table(),
        isInOrder,
        taker.getId(),
        taker.request().table(),
        taker.request().needs().orElseThrow());
  }

  /** The scans below {@code right} that {@code join} asks for runs which {@code giver} lists. */
  public static List<EngineScan> takers(
      EngineScan giver, RelNode right, Placeholder.RunBatch join) {
    List<EngineScan> takers = new ArrayList<>();
    for (EngineScan scan : scans(right)) {
      if (asks(scan, join)
          && isUnordered(scan.request())
          && isOfSameProject(giver, scan)
          && scan.request().needs().isPresent()) {
        takers.add(scan);
      }
    }
    return takers;
  }

  /** Whether {@code taker} reads so much of a run that it shouldn't be read in vain. */
  public static boolean areLarge(EngineScan taker) {
    return taker.request().needs().map(RunNeeds::areLarge).orElse(true);
  }

  /** Whether {@code right} has rows of nearly all runs that a join asks it for. */
  public static boolean areOfAll(RelNode right) {
    return !(right instanceof Filter)
        && !(right instanceof EngineScan scan && chooses(scan.request()))
        && right.getInputs().stream().allMatch(SharedPages::areOfAll);
  }

  private static boolean chooses(ScanRequest request) {
    return request instanceof ItemScan items
        ? !items.wanted().choosesBy(Set.of(ItemRequest.RUN_ID, "path"))
        : request instanceof RunsScan runs
            && !RunFilter.partsOf(runs.filter()).stream()
                .allMatch(part -> part.equals(RunFilter.ALL) || RunFilters.isJoined(part));
  }

  private static List<EngineScan> scans(RelNode rel) {
    List<EngineScan> scans = new ArrayList<>();
    if (rel instanceof EngineScan scan) {
      scans.add(scan);
    }
    rel.getInputs().forEach(input -> scans.addAll(scans(input)));
    return scans;
  }

  private static boolean asks(EngineScan scan, Placeholder.RunBatch join) {
    boolean[] asks = {false};
    scan.request().placeholders(placeholder -> asks[0] |= placeholder.equals(join));
    return asks[0];
  }

  /** Whether all rows of the runs are wanted, in any order. */
  private static boolean isUnordered(ScanRequest request) {
    return !request.isTerminal() && !(request instanceof RunsScan runs && runs.order() != null);
  }

  private static boolean isOfSameProject(EngineScan left, EngineScan right) {
    return left.source().client() == right.source().client()
        && left.request().project().equals(right.request().project());
  }

  /** The parts of each run that the taker reads, in words. */
  public String needs() {
    return wanted.besidesId();
  }
}
