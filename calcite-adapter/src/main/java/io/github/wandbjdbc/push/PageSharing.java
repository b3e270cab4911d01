package io.github.wandbjdbc.push;

import io.github.wandbjdbc.engine.optimize.nodes.EngineLimit;
import io.github.wandbjdbc.engine.optimize.nodes.KeptInput;
import io.github.wandbjdbc.predicates.Placeholder;
import io.github.wandbjdbc.scan.EngineScan;
import io.github.wandbjdbc.scan.SharedPages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexInputRef;
import org.jspecify.annotations.Nullable;

/**
 * Finds scans that a join by run id has read from the same pages of runs: where the runs that it
 * asks for were listed just before, what else is read of them can come with them.
 */
final class PageSharing {
  private PageSharing() {}

  /** Those of {@code plan}, which may be a part of one. */
  static List<SharedPages> in(RelNode plan) {
    List<SharedPages> pages = new ArrayList<>();
    add(plan, new HashMap<>(), pages);
    return pages;
  }

  /**
   * Adds those of {@code rel} to {@code pages}.
   *
   * @param listings by scans that take their runs from the pages of others, these
   */
  private static void add(RelNode rel, Map<EngineScan, Listing> listings, List<SharedPages> pages) {
    if (!(rel instanceof EngineBindJoin join)) {
      rel.getInputs().forEach(input -> add(input, listings, pages));
      return;
    }
    add(join.getLeft(), listings, pages);
    Listing found = listing(join.getLeft(), join.shape().leftRunId());
    Listing listing = found == null ? null : listings.getOrDefault(found.scan, found).via(found);
    if (listing != null && listing.scan.isListing()) {
      Placeholder.RunBatch batch = new Placeholder.RunBatch(join.shape().id());
      for (EngineScan taker : SharedPages.takers(listing.scan, join.getRight(), batch)) {
        if (listing.isOfAll || !SharedPages.areLarge(taker)) {
          pages.add(SharedPages.of(listing.scan, listing.isInOrder, taker));
          listings.put(taker, listing.unless(!SharedPages.areOfAll(taker)));
        }
      }
    }
    add(join.getRight(), listings, pages);
  }

  /**
   * A scan that lists runs.
   *
   * @param isOfAll whether nothing drops rows of it on their way
   * @param isInOrder whether they come one by one as they were listed, more or less
   */
  private record Listing(EngineScan scan, boolean isOfAll, boolean isInOrder) {
    Listing unless(boolean drops) {
      return new Listing(scan, isOfAll && !drops, isInOrder);
    }

    Listing inAnyOrder() {
      return new Listing(scan, isOfAll, false);
    }

    /** The same, whose runs come by the way of {@code other}. */
    Listing via(Listing other) {
      return new Listing(scan, isOfAll && other.isOfAll, isInOrder && other.isInOrder);
    }
  }

  /** The scan whose run ids field {@code field} of {@code rel} holds. */
  private static @Nullable Listing listing(RelNode rel, int field) {
    if (rel instanceof EngineScan scan) {
      return scan.isRunId(field) ? new Listing(scan, true, true) : null;
    }
    if (rel instanceof Filter filter) {
      Listing listing = listing(filter.getInput(), field);
      boolean drops =
          !(filter.getInput() instanceof EngineScan scan && scan.asksFor(filter.getCondition()));
      return listing == null ? null : listing.unless(drops);
    }
    if (rel instanceof Project project) {
      return project.getProjects().get(field) instanceof RexInputRef ref
          ? listing(project.getInput(), ref.getIndex())
          : null;
    }
    if (rel instanceof EngineLimit || rel instanceof KeptInput) {
      return listing(rel.getInput(0), field);
    }
    if (rel instanceof Sort sort) {
      Listing listing = listing(sort.getInput(), field);
      return listing == null ? null : listing.inAnyOrder().unless(true);
    }
    if (rel instanceof Aggregate aggregate) {
      boolean isKey = field < aggregate.getGroupCount() && Aggregate.isSimple(aggregate);
      Listing listing =
          isKey ? listing(aggregate.getInput(), aggregate.getGroupSet().nth(field)) : null;
      return listing == null ? null : listing.inAnyOrder().unless(true);
    }
    return rel instanceof EngineBindJoin join ? listing(join, field) : null;
  }

  private static @Nullable Listing listing(EngineBindJoin join, int field) {
    BindJoinShape shape = join.shape();
    int width = join.getLeft().getRowType().getFieldCount();
    if (field >= width) {
      return shape.type() == JoinRelType.INNER ? listing(join.getRight(), field - width) : null;
    }
    Listing listing = listing(join.getLeft(), field);
    boolean drops =
        shape.type() == JoinRelType.ANTI
            || (shape.type() != JoinRelType.LEFT && !SharedPages.areOfAll(join.getRight()));
    return listing == null ? null : listing.unless(drops);
  }
}
