package io.github.wandbjdbc.predicates;

import io.github.wandbjdbc.client.RunFilter.Operator;
import io.github.wandbjdbc.rows.Column;
import java.util.List;

/**
 * A predicate of a shape that might travel, freed from the many ways in which SQL can write it.
 *
 * <p>Values are {@link String}, {@link java.math.BigDecimal}, {@link Boolean}, {@link
 * java.time.Instant}, or a {@link Placeholder} for one of them. None of the shapes holds for a
 * NULL.
 */
public sealed interface Condition {

  /** The column equals one of {@code values}. */
  record In(Column column, List<Object> values) implements Condition {}

  /** The column has a value that equals none of {@code values}. */
  record NotIn(Column column, List<Object> values) implements Condition {}

  /** The column has a value. */
  record NotNull(Column column) implements Condition {}

  /** The column is above or below {@code value}. */
  record Compare(Column column, Operator operator, Object value) implements Condition {}

  /** The tags hold {@code tag}. */
  record HasTag(Column column, Object tag) implements Condition {}

  /** The column is LIKE {@code pattern}, which has no escape character. */
  record Like(Column column, Object pattern) implements Condition {}

  /** All of {@code parts}. */
  record All(List<Condition> parts) implements Condition {}

  /** At least one of {@code parts}. */
  record Any(List<Condition> parts) implements Condition {}
}
