package io.github.wandbjdbc.predicates;

import io.github.wandbjdbc.client.RunFilter.Operator;
import io.github.wandbjdbc.rows.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes of predicates, freed from the many ways in which SQL can write them, what one kind of scan
 * pushes. Null where that kind can't push such a predicate, as it is with any that it doesn't name:
 * what isn't pushed stays in SQL.
 *
 * <p>Values are {@link String}, {@link java.math.BigDecimal}, {@link Boolean}, {@link
 * java.time.Instant}, or a {@link Placeholder} for one of them. None of the predicates holds for a
 * NULL.
 */
public interface ConditionBuilder<C> {

  /** The column equals one of {@code values}. */
  default @Nullable C in(Column column, List<Object> values) {
    return null;
  }

  /** The column has a value that equals none of {@code values}. */
  default @Nullable C notIn(Column column, List<Object> values) {
    return null;
  }

  /** The column has a value. */
  default @Nullable C notNull(Column column) {
    return null;
  }

  /** The column is above or below {@code value}. */
  default @Nullable C compare(Column column, Operator operator, Object value) {
    return null;
  }

  /** The tags hold {@code tag}. */
  default @Nullable C hasTag(Column column, Object tag) {
    return null;
  }

  /** The column is LIKE {@code pattern}, which has no escape character. */
  default @Nullable C like(Column column, Object pattern) {
    return null;
  }

  /** All of {@code parts}. */
  default @Nullable C all(List<C> parts) {
    return null;
  }

  /** At least one of {@code parts}. */
  default @Nullable C any(List<C> parts) {
    return null;
  }
}
