package io.github.wandbjdbc.rows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The columns of one table: the fixed ones, then the discovered ones in code-point order of their
 * keys.
 *
 * @param isWhole whether they are all that the table has, rather than those that a statement names
 * @param notices what the reader of the table should know about columns that it lacks
 */
public record TableColumns(List<Column> columns, boolean isWhole, List<Notice> notices) {
  private static final Comparator<Map.Entry<String, DiscoveredKeys.Key>> BY_NAME =
      Map.Entry.comparingByKey(ColumnNames.CODE_POINT_ORDER);
  private static final Comparator<Map.Entry<String, DiscoveredKeys.Key>> BY_RUNS =
      Comparator.comparingInt(entry -> -entry.getValue().runs());

  public TableColumns {
    columns = List.copyOf(columns);
    notices = List.copyOf(notices);
  }

  /** Of a table that has the same columns in every project. */
  public static TableColumns all(List<Column> columns) {
    return new TableColumns(columns, true, List.of());
  }

  /** Those of a table's columns that are known without looking for others. */
  public static TableColumns known(List<Column> columns) {
    return new TableColumns(columns, false, List.of());
  }

  /** Whether fewer runs were looked at than should have been, since the source failed. */
  public boolean isOfFewerRuns() {
    return notices.stream().anyMatch(notice -> notice.kind() == Notice.Kind.FEWER_RUNS);
  }

  /**
   * The fixed columns and those of {@code keys}.
   *
   * @param table whose columns they are, for the notice
   * @param maxColumns if there are more keys, those of most runs are columns
   * @param ofRuns what is to be known about the runs that the keys are from
   */
  static TableColumns of(
      String table,
      List<Column> fixed,
      DiscoveredKeys keys,
      int maxColumns,
      List<Notice> ofRuns,
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
    List<Notice> notices = new ArrayList<>(ofRuns);
    if (all.size() > maxColumns || keys.overflowed()) {
      notices.add(manyKeys(table, all.size(), maxColumns, keys.overflowed()));
    }
    return new TableColumns(columns, true, notices);
  }

  private static Notice manyKeys(String table, int found, int maxColumns, boolean overflowed) {
    return new Notice(
        Notice.Kind.MANY_KEYS,
        ("%s: %s%,d keys were found, but maxColumns=%d: only the most common ones are"
                + " columns. Raise it for the rest")
            .formatted(table, overflowed ? "more than " : "", found, maxColumns));
  }

  /** Makes the column of a discovered key. */
  interface Definition {
    Column column(String name, String key, KeyType type);
  }
}
