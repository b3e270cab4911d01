package io.github.wandbjdbc.engine.source;

import java.util.List;
import java.util.function.BiFunction;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** A source's descriptions of its own nodes in a plan, in plain words. */
public interface PlanNotes {
  /** Of a plan without such parts, or of a source that tells nothing. */
  PlanNotes NONE =
      new PlanNotes() {
        @Override
        public @Nullable String title(
            RelNode node, BiFunction<List<String>, RexNode, String> text) {
          return null;
        }

        @Override
        public List<String> asked(RelNode node) {
          return List.of();
        }

        @Override
        public @Nullable String whyHere(RelNode node, RexNode predicate) {
          return null;
        }

        @Override
        public List<String> costs(RelNode node) {
          return List.of();
        }

        @Override
        public String total() {
          return "";
        }
      };

  /**
   * A description of {@code node} in one line; null if it isn't one of the source's.
   *
   * @param text gives the words for expressions over fields of the names that it is given
   */
  @Nullable String title(RelNode node, BiFunction<List<String>, RexNode, String> text);

  /**
   * The request of scan {@code node}, a line for each part; empty if it isn't one of the source's.
   */
  List<String> asked(RelNode node);

  /**
   * How {@code predicate}, which is decided right above scan {@code node}, has not become the
   * source's; null if {@code node} is no scan of the source's.
   */
  @Nullable String whyHere(RelNode node, RexNode predicate);

  /** The estimated or actual cost of scan {@code node}; empty if it isn't one of the source's. */
  List<String> costs(RelNode node);

  /** The estimated or actual cost of the whole plan; "" if there is nothing to say. */
  String total();
}
