package io.github.wandbjdbc.rows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of one table: the fixed ones, then the discovered ones in code-point order of their
 * keys.
 *
 * @param notice what the reader of the table should know about columns that it lacks, or null
 */
public record TableColumns(List<Column> columns, @Nullable String notice) {
  private static final Comparator<Map.Entry<String, DiscoveredKeys.Key>> BY_NAME =
      Map.Entry.comparingByKey(ColumnNames.CODE_POINT_ORDER);
  private static final Comparator<Map.Entry<String, DiscoveredKeys.Key>> BY_RUNS =
      Comparator.comparingInt(entry -> -entry.getValue().runs());

  public TableColumns {
    columns = List.copyOf(columns);
  }

  /**
   * The fixed columns and those of {@code keys}.
   *
   * @param table whose columns they are, for the notice
   * @param maxColumns if there are more keys, those of most runs are columns
   */
  static TableColumns of(
      String table,
      List<Column> fixed,
      DiscoveredKeys keys,
      int maxColumns,
      Definition definition) {
    List<Map.Entry<String, DiscoveredKeys.Key>> all = new ArrayList<>(keys.columns().entrySet());
    all.sort(BY_RUNS.thenComparing(BY_NAME));
    List<Map.Entry<String, DiscoveredKeys.Key>> chosen =
        new ArrayList<>(all.subList(0, Math.min(maxColumns, all.size())));
    chosen.sort(BY_NAME);

    List<String> fixedNames = fixed.stream().map(Column::name).toList();
    List<String> names =
        ColumnNames.distinct(fixedNames, chosen.stream().map(Map.Entry::getKey).toList());
    List<Column> columns = new ArrayList<>(fixed);
    for (int i = 0; i < chosen.size(); i++) {
      columns.add(
          definition.column(names.get(i), chosen.get(i).getKey(), chosen.get(i).getValue().type()));
    }
    return new TableColumns(columns, notice(table, all.size(), maxColumns, keys.overflowed()));
  }

  private static @Nullable String notice(
      String table, int found, int maxColumns, boolean overflowed) {
    return found <= maxColumns && !overflowed
        ? null
        : ("%s: %s%d keys were found, and maxColumns=%d lets only those of most runs be columns;"
                + " raise it to have the others")
            .formatted(table, overflowed ? "more than " : "", found, maxColumns);
  }

  /** Makes the column of a discovered key. */
  interface Definition {
    Column column(String name, String key, KeyType type);
  }
}
