package io.github.wandbjdbc.push;

import java.util.Arrays;
import java.util.List;
import org.apache.calcite.linq4j.function.Predicate2;
import org.apache.calcite.rel.core.JoinInfo;
import org.jspecify.annotations.Nullable;

/**
 * Which left and right rows belong together: those with equal keys that pass the condition.
 *
 * @param condition what must hold besides the equalities, or null
 */
record RowMatch(
    JoinInfo keys, @Nullable Predicate2<@Nullable Object[], @Nullable Object[]> condition) {

  /** The key of a left row; null if none of the equalities can hold. */
  @Nullable List<@Nullable Object> leftKey(@Nullable Object[] row) {
    return key(row, keys.leftKeys);
  }

  /** The key of a right row; null if none of the equalities can hold. */
  @Nullable List<@Nullable Object> rightKey(@Nullable Object[] row) {
    return key(row, keys.rightKeys);
  }

  private @Nullable List<@Nullable Object> key(@Nullable Object[] row, List<Integer> fields) {
    @Nullable Object[] key = new @Nullable Object[fields.size()];
    for (int i = 0; i < key.length; i++) {
      key[i] = row[fields.get(i)];
      if (key[i] == null && keys.nullExclusionFlags.get(i)) {
        return null;
      }
    }
    return Arrays.asList(key);
  }

  /** Whether rows with equal keys pass the condition as well. */
  boolean accepts(@Nullable Object[] left, @Nullable Object[] right) {
    return condition == null || condition.apply(left, right);
  }
}
