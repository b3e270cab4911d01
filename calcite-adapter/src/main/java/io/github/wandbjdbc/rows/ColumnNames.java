package io.github.wandbjdbc.rows;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Gives each discovered column a name that no other column of its table has, ignoring case: SQL
 * could not name it otherwise.
 */
public final class ColumnNames {
  /** Compares strings by code point; {@code compareTo} compares UTF-16 units. */
  public static final Comparator<String> CODE_POINT_ORDER =
      (a, b) -> {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; ) {
          int left = a.codePointAt(i);
          int right = b.codePointAt(i);
          if (left != right) {
            return Integer.compare(left, right);
          }
          i += Character.charCount(left);
        }
        return Integer.compare(a.length(), b.length());
      };

  private ColumnNames() {}

  /**
   * The columns' names of the keys {@code wanted}, which are in code-point order. The first of
   * several that differ only in case keeps its name, unless a fixed column has it; the others get
   * {@code _2}, {@code _3} and so on, past names that are keys themselves; so does an empty key, as
   * SQL knows no empty name.
   */
  public static List<String> distinct(Collection<String> fixed, List<String> wanted) {
    Set<String> taken = new HashSet<>(Set.of(""));
    fixed.forEach(name -> taken.add(fold(name)));
    List<Boolean> keeps = new ArrayList<>();
    wanted.forEach(name -> keeps.add(taken.add(fold(name))));
    List<String> names = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      String name = wanted.get(i);
      for (int suffix = 2; !keeps.get(i) && !taken.add(fold(name)); suffix++) {
        name = wanted.get(i) + "_" + suffix;
      }
      names.add(name);
    }
    return names;
  }

  /** Two names are the same to SQL if {@link String#equalsIgnoreCase} says so. */
  private static String fold(String name) {
    StringBuilder folded = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      folded.append(Character.toLowerCase(Character.toUpperCase(name.charAt(i))));
    }
    return folded.toString();
  }
}
