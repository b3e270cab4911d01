package io.github.wandbjdbc.engine.source;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant. */
public final class NearestName {
  private static final int LONGEST = 200;

  private NearestName() {}

  /**
   * The name among {@code known} that is nearest to {@code name}, if it is near enough to be worth
   * a hint: at most a third of the letters differ, case apart.
   */
  public static Optional<String> to(String name, Collection<String> known) {
    if (name.length() > LONGEST) {
      return Optional.empty();
    }
    String wanted = name.toLowerCase(Locale.ROOT);
    int limit = Math.max(1, wanted.length() / 3);
    String nearest = null;
    int least = limit + 1;
    for (String candidate : known) {
      if (candidate.length() > LONGEST) {
        continue;
      }
      String folded = candidate.toLowerCase(Locale.ROOT);
      // A path's last segment counts as well: lr for config.lr.
      int away =
          folded.endsWith("." + wanted) || folded.endsWith("/" + wanted)
              ? Math.min(1, limit)
              : distance(wanted, folded);
      if (away < least) {
        least = away;
        nearest = candidate;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** How many letters must be changed, added or left out, or two neighbours exchanged. */
  private static int distance(String from, String to) {
    int[] beforePrevious = new int[to.length() + 1];
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, 1 + Math.min(previous[j], current[j - 1]));
        if (areExchanged(from, i, to, j)) {
          current[j] = Math.min(current[j], 1 + beforePrevious[j - 2]);
        }
      }
      beforePrevious = previous;
      previous = current;
    }
    return previous[to.length()];
  }

  private static boolean areExchanged(String from, int i, String to, int j) {
    return i > 1
        && j > 1
        && from.charAt(i - 1) == to.charAt(j - 2)
        && from.charAt(i - 2) == to.charAt(j - 1);
  }
}
