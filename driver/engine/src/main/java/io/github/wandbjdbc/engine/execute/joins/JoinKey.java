package io.github.wandbjdbc.engine.execute.joins;

import io.github.wandbjdbc.engine.execute.KeyTable;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * One of a join's equalities, between fields that are held alike.
 *
 * @param left the field of the left rows
 * @param right the field of the right rows
 * @param nullSafe whether NULL matches NULL and NaN matches NaN, as IS NOT DISTINCT FROM says;
 *     otherwise they match nothing
 */
public record JoinKey(int left, int right, boolean nullSafe) {
  /** A table for {@code keys}, which match as they say. */
  static KeyTable table(List<JoinKey> keys, JoinShape shape, Execution execution, String holder) {
    List<Kind> kinds = new ArrayList<>();
    List<KeyTable.Matching> matching = new ArrayList<>();
    for (JoinKey key : keys) {
      Kind kind = shape.left().get(key.left());
      if (kind != shape.right().get(key.right())) {
        throw new IllegalArgumentException("the sides of %s are held differently".formatted(key));
      }
      kinds.add(kind);
      matching.add(key.nullSafe() ? KeyTable.Matching.GROUPS : KeyTable.Matching.EQUALS);
    }
    return new KeyTable(kinds, matching, execution, holder);
  }
}
