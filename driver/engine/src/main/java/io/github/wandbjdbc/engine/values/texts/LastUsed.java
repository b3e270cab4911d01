package io.github.wandbjdbc.engine.values.texts;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The result made last, with its inputs: most calls have one pattern for all rows. Several threads
 * may use it; each then sees what it made itself, or what another did.
 */
final class LastUsed<T> {
  private record Made<T>(List<String> of, T what) {}

  private volatile @Nullable Made<T> last;

  /** The result of {@code make} for {@code parts}, or an earlier one for equal parts. */
  T get(Supplier<T> make, String... parts) {
    Made<T> made = last;
    if (made != null && sameParts(made.of, parts)) {
      return made.what;
    }
    T what = make.get();
    last = new Made<>(List.of(parts), what);
    return what;
  }

  private static boolean sameParts(List<String> of, String[] parts) {
    if (of.size() != parts.length) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      if (!of.get(i).equals(parts[i])) {
        return false;
      }
    }
    return true;
  }
}
