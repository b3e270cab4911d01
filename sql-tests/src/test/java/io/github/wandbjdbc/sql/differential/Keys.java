package io.github.wandbjdbc.sql.differential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which columns the keys of some JSON objects make, and which values they have in each object. */
@SuppressWarnings("NullAway") // JSON holds nulls, which Map's type can't say
final class Keys {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();

  private final Map<String, Set<String>> kinds = new TreeMap<>();

  /** The keys of {@code objects}. */
  static Keys of(Collection<Map<String, Object>> objects) {
    Keys keys = new Keys();
    objects.forEach(object -> keys.add("", object));
    return keys;
  }

  private void add(String prefix, Map<?, ?> object) {
    object.forEach(
        (name, value) -> {
          String path = prefix + name;
          kinds.computeIfAbsent(path, p -> new TreeSet<>()).add(kind(value));
          if (value instanceof Map<?, ?> inner && !inner.isEmpty()) {
            add(path + ".", inner);
          }
        });
  }

  private static String kind(@Nullable Object value) {
    if (value == null) {
      return "nil";
    }
    return value instanceof Number
        ? "number"
        : value instanceof Boolean
            ? "truth"
            : value instanceof String
                ? "text"
                : value instanceof Map<?, ?> map ? (map.isEmpty() ? "empty" : "map") : "list";
  }

  /** The paths that are columns, in the order of their code points. */
  Map<String, Type> columns() {
    Map<String, Type> columns = new TreeMap<>();
    kinds.forEach(
        (path, found) -> {
          if (!deciding(path).equals(Set.of("map"))) {
            columns.put(path, type(path));
          }
        });
    return columns;
  }

  private Set<String> deciding(String path) {
    Set<String> deciding = new TreeSet<>(kinds.getOrDefault(path, Set.of()));
    deciding.remove("nil");
    if (deciding.contains("map")) {
      deciding.remove("empty");
    }
    return deciding;
  }

  /** Of a key that is a map in some objects the others decide; the map has columns of its own. */
  private Type type(String path) {
    Set<String> deciding = deciding(path);
    deciding.remove("map");
    if (deciding.equals(Set.of("number"))) {
      return Type.NUMBER;
    }
    return deciding.equals(Set.of("truth")) ? Type.TRUTH : Type.TEXT;
  }

  /**
   * The names of columns for {@code wanted}, in that order: those that differ only in case from one
   * before, or from {@code fixed}, are numbered.
   */
  static List<String> distinct(Collection<String> fixed, Collection<String> wanted) {
    Set<String> taken = new HashSet<>(fixed);
    List<Boolean> kept = new ArrayList<>();
    wanted.forEach(name -> kept.add(taken.add(name.toLowerCase(Locale.ROOT))));
    List<String> names = new ArrayList<>();
    for (String name : wanted) {
      String free = name;
      for (int i = 2; !kept.get(names.size()) && !taken.add(free.toLowerCase(Locale.ROOT)); i++) {
        free = name + "_" + i;
      }
      names.add(free);
    }
    return names;
  }

  /** The value of {@code object} under {@code path}, as a column of {@code type} shows it. */
  static @Nullable Object value(Map<?, ?> object, String path, Type type) {
    Object value = at(object, path);
    if (value == null || (value instanceof Map<?, ?> map && !map.isEmpty())) {
      return null;
    } else if (type == Type.NUMBER) {
      return ((Number) value).doubleValue() + 0.0;
    } else if (type == Type.TRUTH || value instanceof String) {
      return value;
    } else if (value instanceof Double number && !Double.isFinite(number)) {
      return number.toString();
    }
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A nested value hides one whose key has the dots in it. */
  private static @Nullable Object at(Map<?, ?> object, String path) {
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      String rest = path.substring(dot + 1);
      if (object.get(path.substring(0, dot)) instanceof Map<?, ?> inner && holds(inner, rest)) {
        return at(inner, rest);
      }
    }
    return object.get(path);
  }

  private static boolean holds(Map<?, ?> object, String path) {
    if (object.containsKey(path)) {
      return true;
    }
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      if (object.get(path.substring(0, dot)) instanceof Map<?, ?> inner
          && holds(inner, path.substring(dot + 1))) {
        return true;
      }
    }
    return false;
  }
}
