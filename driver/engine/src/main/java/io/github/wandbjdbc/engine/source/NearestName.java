package io.github.wandbjdbc.engine.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what somebody probably meant. */
public final class NearestName {
  private static final int LONGEST = 200;

  /** Names that are shorter are like many others. */
  private static final int LONG_ENOUGH = 3;

  private static final Pattern PARTS = Pattern.compile("[./]");
  private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private NearestName() {}

  /**
   * The name among {@code known} that is nearest to {@code name}, if it is near enough to be worth
   * a hint: at most a third of the letters differ, case apart.
   */
  public static Optional<String> to(String name, Collection<String> known) {
    return ranked(name, known).stream()
        .filter(near -> near.kind() <= Near.MISSPELT)
        .findFirst()
        .map(Near::name);
  }

  /**
   * The names among {@code known} that {@code name} probably stands for, the most likely kind only,
   * at most {@code most} of them: those that are written almost so, else those whose last part is
   * that name, or begins alike, or has its initials.
   */
  public static List<String> all(String name, Collection<String> known, int most) {
    List<Near> ranked = ranked(name, known);
    return ranked.stream()
        .filter(near -> near.kind() == ranked.get(0).kind())
        .filter(near -> !near.isMisspelt() || near.away() == ranked.get(0).away())
        .limit(most)
        .map(Near::name)
        .toList();
  }

  /** How near a name is: of a kind, the least likely last, and so many letters away. */
  private record Near(String name, int kind, int away) {
    private static final int SLIP = 1;
    private static final int MISSPELT = 3;

    boolean isMisspelt() {
      return kind == SLIP || kind == MISSPELT;
    }
  }

  private static List<Near> ranked(String name, Collection<String> known) {
    List<Near> ranked = new ArrayList<>();
    if (name.isEmpty() || name.length() > LONGEST) {
      return ranked;
    }
    String wanted = name.toLowerCase(Locale.ROOT);
    for (String candidate : known) {
      if (!candidate.equals(name) && candidate.length() <= LONGEST) {
        Near near = near(wanted, candidate, candidate.toLowerCase(Locale.ROOT));
        if (near != null) {
          ranked.add(near);
        }
      }
    }
    ranked.sort(Comparator.comparingInt(Near::kind).thenComparingInt(Near::away));
    return ranked;
  }

  private static @Nullable Near near(String wanted, String candidate, String folded) {
    if (letters(wanted).equals(letters(folded)) && !letters(folded).isEmpty()) {
      return new Near(candidate, 0, 0);
    }
    int limit = Math.max(1, wanted.length() / 3);
    int away =
        Math.abs(wanted.length() - folded.length()) > limit ? limit + 1 : distance(wanted, folded);
    if (away == 1 && wanted.length() > LONG_ENOUGH) {
      return new Near(candidate, Near.SLIP, away);
    }
    if (folded.endsWith("." + wanted) || folded.endsWith("/" + wanted)) {
      return new Near(candidate, 2, folded.length() - wanted.length());
    }
    if (away <= limit) {
      return new Near(candidate, Near.MISSPELT, away);
    }
    String lastWanted = last(wanted);
    String last = last(folded);
    int apart = wanted.equals(lastWanted) || sharesFirst(wanted, folded) ? 0 : 1;
    if (lastWanted.equals(last) || begins(lastWanted, last) || begins(last, lastWanted)) {
      return new Near(candidate, 4 + apart, Math.abs(last.length() - lastWanted.length()));
    }
    if (lastWanted.length() > LONG_ENOUGH
        && distance(lastWanted, last) <= Math.max(1, lastWanted.length() / 4)) {
      return new Near(candidate, 6, distance(lastWanted, last));
    }
    if (initials(lastWanted).equals(last)) {
      return new Near(candidate, 7, 0);
    }
    return wanted.length() > LONG_ENOUGH && folded.contains(wanted)
        ? new Near(candidate, 8, folded.length() - wanted.length())
        : null;
  }

  /** Whether {@code longer} begins with {@code name}, which is long enough to tell something. */
  private static boolean begins(String name, String longer) {
    return name.length() >= LONG_ENOUGH && longer.startsWith(name);
  }

  private static boolean sharesFirst(String one, String other) {
    return PARTS.split(one, 2)[0].equals(PARTS.split(other, 2)[0]);
  }

  private static String letters(String name) {
    return WORDS.matcher(name).replaceAll("");
  }

  private static String last(String path) {
    int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('/'));
    return path.substring(end + 1);
  }

  /** {@code lr} of {@code learning_rate}; "" of a single word. */
  private static String initials(String name) {
    List<String> words = Stream.of(WORDS.split(name)).filter(word -> !word.isEmpty()).toList();
    return words.size() < 2
        ? ""
        : words.stream().map(word -> word.substring(0, 1)).collect(Collectors.joining());
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
