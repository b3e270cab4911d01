package io.github.wandbjdbc.jdbc.attached;

import io.github.wandbjdbc.engine.source.PlanNotes;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Notes on a plan that may have scans of attached tables.
 *
 * @param others on all its other nodes
 */
record AttachedNotes(PlanNotes others) implements PlanNotes {
  @Override
  public @Nullable String title(RelNode node, BiFunction<List<String>, RexNode, String> text) {
    return node instanceof AttachedNode scan
        ? "Scan %s of the attached database %s"
            .formatted(scan.attached().name(), scan.attached().connections().name())
        : others.title(node, text);
  }

  @Override
  public List<String> asked(RelNode node) {
    return node instanceof EngineAttachedScan scan
        ? List.of("asked: " + scan.query().sql().replace('\n', ' '))
        : others.asked(node);
  }

  @Override
  public @Nullable String whyHere(RelNode node, RexNode predicate) {
    return node instanceof AttachedNode
        ? "the database may compare otherwise"
        : others.whyHere(node, predicate);
  }

  @Override
  public List<String> costs(RelNode node) {
    return node instanceof AttachedNode ? List.of() : others.costs(node);
  }

  @Override
  public String total() {
    return others.total();
  }
}
