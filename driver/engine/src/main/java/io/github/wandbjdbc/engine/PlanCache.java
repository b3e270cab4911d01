package io.github.wandbjdbc.engine;

import io.github.wandbjdbc.engine.source.SearchPath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The plans of the statements that were used last. Safe for use by several threads. */
final class PlanCache {
  /** Enough for a tool that sends the same few statements again and again. */
  private static final int MAX_PLANS = 100;

  private final Map<Key, PreparedQuery> plans =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, PreparedQuery> eldest) {
          return size() > MAX_PLANS;
        }
      };

  /**
   * The inputs that a plan depends on.
   *
   * @param maxRows as {@link QueryEngine#prepare} takes it
   */
  record Key(String sql, SearchPath path, long maxRows, BoundValues bound) {}

  /** The plan for {@code key} if it is {@code valid} still, or else the one that is made now. */
  PreparedQuery get(Key key, Predicate<PreparedQuery> valid, Supplier<PreparedQuery> planner) {
    PreparedQuery known = known(key);
    if (known != null && valid.test(known)) {
      return known;
    }
    // Nobody waits for another's plan: two threads rarely begin with the same statement.
    PreparedQuery made = planner.get();
    put(key, made);
    return made;
  }

  private synchronized @Nullable PreparedQuery known(Key key) {
    return plans.get(key);
  }

  private synchronized void put(Key key, PreparedQuery plan) {
    plans.put(key, plan);
  }
}
