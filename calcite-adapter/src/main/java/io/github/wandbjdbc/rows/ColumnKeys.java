package io.github.wandbjdbc.rows;

import io.github.wandbjdbc.engine.source.KeyedColumns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The names and keys of a table's columns. A fixed column has its name; a discovered one has the
 * key that was logged, and a name that differs from it where another column's differs in case
 * alone.
 */
public final class ColumnKeys implements KeyedColumns {
  private final Map<String, Match> fixed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, Match> keys = new HashMap<>();
  private final Map<String, Match> names = new HashMap<>();
  private final Map<String, List<Match>> alike = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** Those of {@code columns}. */
  public ColumnKeys(List<Column> columns) {
    for (Column column : columns) {
      String key = key(column);
      Match match = new Match(column.name(), key.isEmpty() ? column.name() : key);
      names.put(column.name(), match);
      add(column.name(), match);
      if (key.isEmpty()) {
        fixed.put(column.name(), match);
      } else {
        keys.put(key, match);
        add(key, match);
      }
    }
  }

  private void add(String name, Match match) {
    List<Match> matches = alike.computeIfAbsent(name, any -> new ArrayList<>());
    if (!matches.contains(match)) {
      matches.add(match);
    }
  }

  /** The key behind the column, as a statement would write it; empty for a fixed column. */
  static String key(Column column) {
    if (column.source() instanceof ColumnSource.Config config) {
      return "config." + config.path();
    } else if (column.source() instanceof ColumnSource.Summary summary) {
      return "summary." + summary.path();
    } else if (column.source() instanceof ColumnSource.Logged logged && logged.isMetric()) {
      return logged.key();
    }
    return "";
  }

  /** Whether a map in the place of the column's value is none. */
  static boolean isBesideMaps(Column column) {
    if (column.source() instanceof ColumnSource.Config config) {
      return config.besideMaps();
    } else if (column.source() instanceof ColumnSource.Summary summary) {
      return summary.besideMaps();
    }
    return column.source() instanceof ColumnSource.Logged logged && logged.besideMaps();
  }

  /** Whether {@code name} in quotes means a column letter for letter. */
  public boolean isExact(String name) {
    return exact(name) != null;
  }

  @Override
  public List<Match> columns(String name, boolean isQuoted) {
    Match exact = isQuoted ? exact(name) : fixed.get(name);
    return exact == null ? alike.getOrDefault(name, List.of()) : List.of(exact);
  }

  private @Nullable Match exact(String name) {
    Match column = fixed.get(name);
    if (column != null && column.column().equals(name)) {
      return column;
    }
    Match ofKey = keys.get(name);
    return ofKey == null ? names.get(name) : ofKey;
  }
}
