package io.github.wandbjdbc.engine.execute.joins;

import static io.github.wandbjdbc.engine.execute.driven.DrivenTable.D;
import static io.github.wandbjdbc.engine.execute.driven.DrivenTable.K;
import static io.github.wandbjdbc.engine.execute.driven.DrivenTable.T;
import static io.github.wandbjdbc.engine.execute.driven.DrivenTable.V;

import io.github.wandbjdbc.engine.execute.driven.Driven;
import io.github.wandbjdbc.engine.execute.driven.DrivenTable;
import io.github.wandbjdbc.engine.execute.expressions.Condition;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The condition of a join, in PostgreSQL's syntax and in ours.
 *
 * @param sql of {@code l} and {@code r}; NaN, which equals itself in PostgreSQL alone, is left out
 * @param keys its equalities
 * @param rest what else must hold, of the fields of both; null if nothing
 */
record JoinMeaning(
    String sql, List<JoinKey> keys, @Nullable Predicate<List<@Nullable Object>> rest) {
  private static final int WIDTH = DrivenTable.KINDS.size();
  private static final JoinKey BY_K = new JoinKey(K, K, false);

  /** Those with an equality. */
  static final List<JoinMeaning> BY_KEYS =
      List.of(
          new JoinMeaning("l.k = r.k", List.of(BY_K), null),
          new JoinMeaning(
              "l.k = r.k AND l.v < r.v", List.of(BY_K), row -> less(row.get(V), right(row, V))),
          new JoinMeaning(
              "l.k = r.k AND l.d = r.d AND l.d <> 'NaN' AND l.t = r.t",
              List.of(BY_K, new JoinKey(D, D, false), new JoinKey(T, T, false)),
              null),
          new JoinMeaning(
              "l.k = r.k AND l.t IS NOT DISTINCT FROM r.t AND l.v > 3",
              List.of(BY_K, new JoinKey(T, T, true)),
              row -> less(3L, row.get(V))),
          new JoinMeaning("l.k = r.k AND r.v IS NULL AND l.v = 21", List.of(BY_K), row -> false),
          new JoinMeaning(
              "l.k = r.k AND r.v > 10", List.of(BY_K), row -> less(10L, right(row, V))));

  /** Those that NULL and NaN may match; the first have many matches for few rows. */
  static final List<JoinMeaning> BY_RARE_KEYS =
      List.of(
          new JoinMeaning(
              "l.d IS NOT DISTINCT FROM r.d AND l.v = r.v",
              List.of(new JoinKey(D, D, true), new JoinKey(V, V, false)),
              null),
          new JoinMeaning("l.k IS NOT DISTINCT FROM r.k", List.of(new JoinKey(K, K, true)), null),
          new JoinMeaning(
              "l.d = r.d AND l.d <> 'NaN' AND l.v + r.v = 20",
              List.of(new JoinKey(D, D, false)),
              row ->
                  row.get(V) instanceof Long a && right(row, V) instanceof Long b && a + b == 20));

  /** Those without. */
  static final List<JoinMeaning> BY_PAIRS =
      List.of(
          new JoinMeaning("true", List.of(), null),
          new JoinMeaning(
              "l.k < r.k AND l.v > r.v",
              List.of(),
              row -> less(row.get(K), right(row, K)) && less(right(row, V), row.get(V))),
          new JoinMeaning(
              "l.k = r.k OR l.v = 20 - r.v",
              List.of(),
              row ->
                  equal(row.get(K), right(row, K))
                      || (row.get(V) instanceof Long a
                          && right(row, V) instanceof Long b
                          && a + b == 20)),
          new JoinMeaning("l.v > 17", List.of(), row -> less(17L, row.get(V))),
          new JoinMeaning("r.v > 17", List.of(), row -> less(17L, right(row, V))),
          new JoinMeaning("false", List.of(), row -> false),
          // As NOT IN has it, of ANTI.
          new JoinMeaning(
              "(l.k = r.k) IS NOT FALSE",
              List.of(),
              row ->
                  row.get(K) == null || right(row, K) == null || equal(row.get(K), right(row, K))));

  /** The condition besides the keys, null if there is none. */
  @Nullable Condition condition() {
    return rest == null ? null : Driven.where(2 * WIDTH, rest);
  }

  /** Whether a left and a right row belong together, worked out by hand. */
  boolean matches(List<@Nullable Object> both) {
    for (JoinKey key : keys) {
      Object left = both.get(key.left());
      Object right = right(both, key.right());
      boolean equal = equal(left, right) && !Double.valueOf(Double.NaN).equals(left);
      boolean same = left == null ? right == null : left.equals(right);
      if (!(equal || (key.nullSafe() && same))) {
        return false;
      }
    }
    return rest == null || rest.test(both);
  }

  private static @Nullable Object right(List<@Nullable Object> row, int field) {
    return row.get(WIDTH + field);
  }

  private static boolean less(@Nullable Object left, @Nullable Object right) {
    return left instanceof Long a && right instanceof Long b && a < b;
  }

  private static boolean equal(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Double a && right instanceof Double b) {
      return a.doubleValue() == b.doubleValue();
    }
    return left != null && left.equals(right);
  }
}
