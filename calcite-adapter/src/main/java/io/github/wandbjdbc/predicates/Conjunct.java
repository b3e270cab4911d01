package io.github.wandbjdbc.predicates;

import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * One of the predicates that a row must all meet.
 *
 * @param predicate as SQL has it, to stay there
 * @param condition the same in the shape that may travel, or null if it has none
 */
public record Conjunct(RexNode predicate, @Nullable Condition condition) {}
