package io.github.wandbjdbc.rows;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys met in some runs, each with the kinds of values that it had and the number of runs that
 * have it.
 *
 * <p>What a key's column is follows from the kinds: one kind gives its type, a mix is text, nulls
 * never count. The strings {@code NaN}, {@code Infinity} and {@code -Infinity} are numbers where
 * the other values are. A key that is a map is replaced by what the map holds; where it is
 * something else in other runs or steps, it is a column besides.
 */
final class DiscoveredKeys implements KeySink {
  /** Beyond so many different keys we stop to remember new ones. */
  static final int MAX_KEYS = 50_000;

  private final Map<String, Key> keys = new HashMap<>();
  private final Set<String> ofThisRun = new HashSet<>();

  /** Keys whose strings no run that was met holds. */
  private final Set<String> strange = new HashSet<>();

  private String run = "";
  private boolean overflowed;

  /** The kinds of values that matter for a column's type. */
  enum Kind {
    NUMBER,
    /** A string that spells a number that JSON can't. */
    NON_FINITE,
    BOOLEAN,
    STRING,
    /** A list, a media object, a histogram: only its JSON text can be shown. */
    OTHER,
    NIL,
    /** A map that is replaced by what it holds. */
    MAP,
    /** A map that holds nothing. */
    EMPTY_MAP
  }

  /** The findings about one key. */
  static final class Key {
    private final EnumSet<Kind> kinds = EnumSet.noneOf(Kind.class);
    private int runs;
    private String firstRun = "";
    private @Nullable String runWithStrings;
    private boolean besideOthers;

    /** Whether it is a map in some runs or steps, whose values are keys of their own. */
    boolean isBesideMaps() {
      return besideOthers || kinds.contains(Kind.MAP);
    }

    int runs() {
      return runs;
    }

    /** The first run met that has it. */
    String firstRun() {
      return firstRun;
    }

    /** The kinds that decide on the type: none if it is only a map, or null. */
    private EnumSet<Kind> deciding() {
      EnumSet<Kind> deciding = EnumSet.copyOf(kinds);
      deciding.remove(Kind.NIL);
      if (deciding.remove(Kind.NON_FINITE)) {
        deciding.add(deciding.contains(Kind.STRING) ? Kind.STRING : Kind.NUMBER);
      }
      if (deciding.remove(Kind.MAP)) {
        deciding.remove(Kind.EMPTY_MAP);
      }
      return deciding;
    }

    /** The type of the values; text if only nulls were met. */
    KeyType type() {
      EnumSet<Kind> deciding = deciding();
      if (deciding.size() != 1) {
        return deciding.isEmpty() ? KeyType.TEXT : KeyType.MIXED;
      }
      return switch (deciding.iterator().next()) {
        case NUMBER, NON_FINITE -> KeyType.NUMBER;
        case BOOLEAN -> KeyType.BOOLEAN;
        case STRING -> KeyType.TEXT;
        case OTHER, NIL, MAP, EMPTY_MAP -> KeyType.JSON;
      };
    }

    private boolean isOnlyMap() {
      return kinds.contains(Kind.MAP) && deciding().isEmpty();
    }
  }

  /** Begins the keys of run {@code id}. */
  void nextRun(String id) {
    run = id;
    ofThisRun.clear();
  }

  @Override
  public void add(String path, Kind kind) {
    Key key = keys.get(path);
    if (key == null) {
      if (keys.size() >= MAX_KEYS) {
        overflowed = true;
        return;
      }
      key = new Key();
      key.firstRun = run;
      keys.put(path, key);
    }
    key.kinds.add(kind);
    if (kind == Kind.STRING && key.runWithStrings == null) {
      key.runWithStrings = run;
    }
    if (ofThisRun.add(path)) {
      key.runs++;
    }
  }

  /**
   * Adds {@code ofAll}, the keys of all runs together, and says whether they can be: none of a run
   * may be missing, and each has some kind of value. Strings beside numbers are taken for those
   * that spell numbers unless a run is known that has them, which can be looked at.
   */
  boolean addAll(DiscoveredKeys ofAll) {
    if (!ofAll.keys.keySet().containsAll(keys.keySet())
        || ofAll.keys.values().stream().anyMatch(key -> key.kinds.isEmpty())) {
      return false;
    }
    ofAll.keys.forEach(
        (path, other) -> {
          Key key = keys.computeIfAbsent(path, added -> new Key());
          boolean hasNewStrings = key.runWithStrings == null && other.kinds.contains(Kind.STRING);
          boolean hasNumbers = other.kinds.contains(Kind.NUMBER) || key.kinds.contains(Kind.NUMBER);
          key.kinds.addAll(other.kinds);
          if (hasNewStrings && hasNumbers) {
            key.kinds.remove(Kind.STRING);
            key.kinds.add(Kind.NON_FINITE);
            strange.add(path);
          }
        });
    overflowed |= ofAll.overflowed;
    return true;
  }

  /** Whether of each key that has numbers and strings a run is known that has some. */
  boolean areStringsKnown() {
    return strange.isEmpty();
  }

  /**
   * The keys that hold numbers and strings, each with the first run met that has strings: which
   * strings they are decides on the type.
   */
  Map<String, String> numbersAndStrings() {
    Map<String, String> found = new TreeMap<>(ColumnNames.CODE_POINT_ORDER);
    keys.forEach(
        (path, key) -> {
          if (key.runWithStrings != null
              && key.deciding().equals(EnumSet.of(Kind.NUMBER, Kind.STRING))) {
            found.put(path, key.runWithStrings);
          }
        });
    return found;
  }

  /** The strings of {@code path} spell numbers that JSON can't. */
  void stringsAreNumbers(String path) {
    Key key = keys.get(path);
    if (key != null) {
      key.kinds.remove(Kind.STRING);
      key.kinds.add(Kind.NON_FINITE);
    }
  }

  /** Whether there were more different keys than we remember. */
  boolean overflowed() {
    return overflowed;
  }

  /** The keys that are columns, in code-point order. */
  Map<String, Key> columns() {
    keys.keySet().forEach(this::noteMaps);
    Map<String, Key> columns = new TreeMap<>(ColumnNames.CODE_POINT_ORDER);
    keys.forEach(
        (path, key) -> {
          if (!key.isOnlyMap()) {
            columns.put(path, key);
          }
        });
    return columns;
  }

  /** A source may list what a map holds by whole paths alone. */
  private void noteMaps(String path) {
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      Key around = keys.get(path.substring(0, dot));
      if (around != null) {
        around.besideOthers = true;
      }
    }
  }
}
