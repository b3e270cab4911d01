package io.github.wandbjdbc.rows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The columns of one table: the fixed ones, then the discovered ones in code-point order of their
 * keys.
 *
 * @param isWhole whether they are all that the table has, rather than those that a statement names
 * @param notices what the reader of the table should know about columns that it lacks
 * @param beyond the keys that were met and aren't columns
 */
public record TableColumns(
    List<Column> columns, boolean isWhole, List<Notice> notices, KeysBeyond beyond) {
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
    return new TableColumns(columns, true, List.of(), KeysBeyond.NONE);
  }

  /** Those of a table's columns that are known without looking for others. */
  public static TableColumns known(List<Column> columns) {
    return new TableColumns(columns, false, List.of(), KeysBeyond.NONE);
  }

  /** Whether fewer runs were looked at than should have been, since the source failed. */
  public boolean isOfFewerRuns() {
    return notices.stream().anyMatch(notice -> notice.kind() == Notice.Kind.FEWER_RUNS);
  }

  /** The same with {@code found} besides, for a statement that names them. */
  TableColumns with(List<FoundKey> found, Definition definition) {
    List<FoundKey> sorted =
        found.stream()
            .sorted(Comparator.comparing(FoundKey::name, ColumnNames.CODE_POINT_ORDER))
            .toList();
    List<String> names =
        ColumnNames.distinct(
            columns.stream().map(Column::name).toList(),
            sorted.stream().map(FoundKey::name).toList());
    List<Column> more = new ArrayList<>(columns);
    for (int i = 0; i < sorted.size(); i++) {
      more.add(definition.column(names.get(i), sorted.get(i)));
    }
    return new TableColumns(more, isWhole, notices, beyond);
  }

  /** The keys called {@code name}, in any case, that were met, but are too many to be columns. */
  public List<FoundKey> keysBeyond(String name) {
    return beyond.named(name).stream().filter(FoundKey::isSure).toList();
  }

  /**
   * The columns of a table that stands for those of several projects, whose columns are {@code
   * parts}: {@code first}, the fixed ones, and those that any of them has. A column is text where
   * their types differ.
   */
  public static TableColumns together(
      List<Column> first, List<Column> fixed, List<TableColumns> parts) {
    SortedMap<String, FoundKey> keys = new TreeMap<>(ColumnNames.CODE_POINT_ORDER);
    List<Notice> notices = new ArrayList<>();
    boolean ofRuns = fixed == FixedColumns.RUNS;
    for (TableColumns part : parts) {
      notices.addAll(part.notices());
      for (Column column : part.columns().subList(fixed.size(), part.columns().size())) {
        String key = ColumnKeys.key(column);
        keys.merge(
            key,
            new FoundKey(key, KeyType.of(column), "", true, ColumnKeys.isBesideMaps(column)),
            TableColumns::together);
      }
    }
    List<Column> columns = new ArrayList<>(first);
    columns.addAll(fixed);
    boolean isWhole = parts.stream().allMatch(TableColumns::isWhole);
    return new TableColumns(columns, isWhole, notices.stream().distinct().toList(), KeysBeyond.NONE)
        .with(List.copyOf(keys.values()), Discovery.definition(ofRuns));
  }

  /** The same without {@code column}. */
  public TableColumns without(Column column) {
    return new TableColumns(
        columns.stream().filter(one -> !one.equals(column)).toList(), isWhole, notices, beyond);
  }

  /** The same for a statement that asks for no more columns than it names. */
  public TableColumns asNamed() {
    return new TableColumns(
        columns,
        isWhole,
        notices.stream().filter(notice -> notice.kind() != Notice.Kind.MANY_KEYS).toList(),
        beyond);
  }

  /**
   * The fixed columns and those of {@code keys}.
   *
   * @param table whose columns they are, for the notice
   * @param maxColumns if there are more keys, those of most runs are columns
   * @param ofRuns what is to be known about the runs that the keys are from
   * @param isShown which keys can be columns though no statement names them
   */
  static TableColumns of(
      String table,
      List<Column> fixed,
      DiscoveredKeys keys,
      int maxColumns,
      List<Notice> ofRuns,
      Predicate<String> isShown,
      Definition definition) {
    List<Map.Entry<String, DiscoveredKeys.Key>> all = new ArrayList<>(keys.columns().entrySet());
    List<FoundKey> beyond = new ArrayList<>();
    all.stream()
        .filter(entry -> !isShown.test(entry.getKey()))
        .forEach(entry -> beyond.add(found(entry, false)));
    all.removeIf(entry -> !isShown.test(entry.getKey()));
    all.sort(BY_RUNS.thenComparing(BY_NAME));
    List<Map.Entry<String, DiscoveredKeys.Key>> chosen =
        new ArrayList<>(all.subList(0, Math.min(maxColumns, all.size())));
    all.subList(chosen.size(), all.size()).forEach(entry -> beyond.add(found(entry, true)));
    chosen.sort(BY_NAME);

    List<String> fixedNames = fixed.stream().map(Column::name).toList();
    List<String> names =
        ColumnNames.distinct(fixedNames, chosen.stream().map(Map.Entry::getKey).toList());
    List<Column> columns = new ArrayList<>(fixed);
    for (int i = 0; i < chosen.size(); i++) {
      columns.add(definition.column(names.get(i), found(chosen.get(i), true)));
    }
    List<Notice> notices = new ArrayList<>(ofRuns);
    if (all.size() > maxColumns || keys.overflowed()) {
      notices.add(manyKeys(table, all.size(), maxColumns, keys.overflowed()));
    }
    return new TableColumns(columns, true, notices, KeysBeyond.of(beyond));
  }

  private static FoundKey found(Map.Entry<String, DiscoveredKeys.Key> entry, boolean isSure) {
    DiscoveredKeys.Key key = entry.getValue();
    return new FoundKey(entry.getKey(), key.type(), key.firstRun(), isSure, key.isBesideMaps());
  }

  private static FoundKey together(FoundKey some, FoundKey other) {
    KeyType type = some.type() == other.type() ? some.type() : KeyType.MIXED;
    return new FoundKey(some.name(), type, "", true, some.besideMaps() || other.besideMaps());
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
    Column column(String name, FoundKey key);
  }
}
