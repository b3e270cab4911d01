package io.github.wandbjdbc.rows.tables;

import io.github.wandbjdbc.client.reading.TableFile.CellTypes;
import io.github.wandbjdbc.client.reading.TableFile.Shape;
import io.github.wandbjdbc.rows.ColumnNames;
import io.github.wandbjdbc.rows.ColumnType;
import io.github.wandbjdbc.rows.ItemRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of several logged tables together: by name, in the order of the first table, then
 * those that only later ones have. A column has the type that all its values have; where some are
 * numbers and others aren't it is text.
 */
final class TableColumnTypes {
  private final String table;
  private final Map<Key, CellTypes> found = new LinkedHashMap<>();

  /** Of the tables that were logged as {@code table}. */
  TableColumnTypes(String table) {
    this.table = table;
  }

  /** A column's name, and how many columns of the same table before it have the same. */
  private record Key(String name, int before) {}

  /**
   * A column.
   *
   * @param name as SQL calls it
   * @param key as the tables call it
   */
  record Typed(String name, String key, ColumnType type) {}

  /** Takes the columns of one more table. */
  void add(Shape shape) {
    List<Key> keys = keys(shape.columns());
    for (int i = 0; i < keys.size(); i++) {
      found.merge(keys.get(i), shape.types().get(i), CellTypes::and);
    }
  }

  private static List<Key> keys(List<String> names) {
    Map<String, Integer> counts = new HashMap<>();
    List<Key> keys = new ArrayList<>();
    for (String name : names) {
      keys.add(new Key(name, counts.merge(name, 1, Integer::sum) - 1));
    }
    return keys;
  }

  /** The columns, in their order. */
  List<Typed> typed() {
    List<Key> keys = List.copyOf(found.keySet());
    List<String> names =
        ColumnNames.distinct(
            List.of(ItemRequest.RUN_ID, "_step"), keys.stream().map(Key::name).toList());
    List<Typed> typed = new ArrayList<>();
    found.forEach(
        (key, types) -> typed.add(new Typed(names.get(typed.size()), key.name(), type(types))));
    return typed;
  }

  /** The place among {@link #typed} of each of {@code columns}, or -1 if it isn't among them. */
  int[] places(List<String> columns) {
    List<Key> all = List.copyOf(found.keySet());
    return keys(columns).stream().mapToInt(all::indexOf).toArray();
  }

  private static ColumnType type(CellTypes types) {
    if (types.numbers() && !types.flags() && !types.others()) {
      boolean isExact = types.large() && !types.fractions() && !types.notFinite();
      return isExact ? ColumnType.BIGINT : ColumnType.DOUBLE;
    }
    boolean isFlag = types.flags() && !types.others() && !types.notFinite() && !types.numbers();
    return isFlag ? ColumnType.BOOLEAN : ColumnType.VARCHAR;
  }

  /** Tells of the columns whose numbers are read as texts. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    found.forEach(
        (key, types) -> {
          if (types.numbers() && (types.others() || types.flags())) {
            warnings.add(
                ("read_table('%s'): the column %s holds numbers, and other values in some rows; it is"
                        + " VARCHAR, and SAFE_CAST(\"%s\" AS DOUBLE) gives the numbers")
                    .formatted(table, key.name(), key.name()));
          }
        });
    return warnings;
  }
}
