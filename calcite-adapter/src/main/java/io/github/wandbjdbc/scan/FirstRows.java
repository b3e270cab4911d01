package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.client.RunOrder;
import io.github.wandbjdbc.predicates.Bindings;
import io.github.wandbjdbc.predicates.FilterText;
import io.github.wandbjdbc.predicates.Placeholder;
import io.github.wandbjdbc.predicates.RowLimit;
import io.github.wandbjdbc.rows.Column;
import java.util.function.Consumer;

/**
 * The runs that a sort above a scan keeps: if the source gives them first, the others needn't be
 * read.
 *
 * @param column by which they are sorted, a number or a time
 * @param order the same, as the source has it
 * @param limit how many are kept; none if a filter is between the two
 */
public record FirstRows(Column column, RunOrder order, RowLimit limit) {
  /** How many are wanted with the values of an execution. */
  long resolve(Bindings bindings) {
    return limit.isNone() ? Long.MAX_VALUE : limit.resolve(bindings);
  }

  /** Tells {@code visitor} of every placeholder. */
  void placeholders(Consumer<Placeholder> visitor) {
    limit.placeholders(visitor);
  }

  @Override
  public String toString() {
    return limit.isNone()
        ? FilterText.of(order)
        : "%s, the first %s".formatted(FilterText.of(order), limit);
  }
}
