package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.jdbc.attached.Attachments;
import io.github.wandbjdbc.schema.ConnectionProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;

/**
 * Keys of {@code Properties} that are none of ours, but look as if they were meant to be. Pools and
 * tools add their own, which nobody wants to hear of.
 */
final class LikelyProperties {
  /** In a shorter key two letters make another word: a pool's {@code maxRows} is no maxRuns. */
  private static final int LONG_KEY = 10;

  private LikelyProperties() {}

  /** A warning of each such key of {@code info}. */
  static List<String> warnings(Properties info) {
    List<String> warnings = new ArrayList<>();
    for (String key : new TreeSet<>(info.stringPropertyNames())) {
      if (ConnectionProperty.named(key).isEmpty() && !Attachments.isKey(key)) {
        meant(key)
            .map(
                property ->
                    "the connection property '%s' is unknown, and passed over; did you mean '%s'?"
                        .formatted(PossibleKey.name(key), property))
            .ifPresent(warnings::add);
      }
    }
    return warnings;
  }

  private static Optional<String> meant(String key) {
    String letters = letters(key);
    int most = letters.length() < LONG_KEY ? 1 : 2;
    return ConnectionProperty.keys().stream()
        .filter(property -> property.length() > 3 && !property.equals("user"))
        .filter(property -> isNear(letters, letters(property), most))
        .findFirst();
  }

  /** As {@code api_key}, {@code api-key} and {@code wandb.apiKey} are one key. */
  private static String letters(String key) {
    String bare = key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return bare.startsWith("wandb") ? bare.substring("wandb".length()) : bare;
  }

  /** Whether so many letters at the most are missing, added, exchanged or others. */
  private static boolean isNear(String one, String other, int most) {
    if (one.equals(other)) {
      return true;
    }
    if (most == 0 || Math.abs(one.length() - other.length()) > most) {
      return false;
    }
    int same = 0;
    int shorter = Math.min(one.length(), other.length());
    while (same < shorter && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    String left = one.substring(same);
    String right = other.substring(same);
    if (left.isEmpty() || right.isEmpty()) {
      return left.length() + right.length() <= most;
    }
    boolean areExchanged =
        left.length() > 1
            && right.length() > 1
            && left.charAt(0) == right.charAt(1)
            && left.charAt(1) == right.charAt(0);
    return isNear(left.substring(1), right.substring(1), most - 1)
        || isNear(left.substring(1), right, most - 1)
        || isNear(left, right.substring(1), most - 1)
        || (areExchanged && isNear(left.substring(2), right.substring(2), most - 1));
  }
}
