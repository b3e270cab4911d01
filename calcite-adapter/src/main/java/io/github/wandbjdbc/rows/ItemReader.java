package io.github.wandbjdbc.rows;

import io.github.wandbjdbc.client.Misfit;
import io.github.wandbjdbc.client.values.Texts;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns items into rows of their table, and tells which of them are wanted. */
public final class ItemReader<T> implements RowReader<T> {
  private final ItemTable<T> table;
  private final List<Column> columns;
  private final ItemRequest request;
  private final Misfits misfits;

  /** A reader of {@code columns}, in their order. */
  public ItemReader(
      ItemTable<T> table, List<Column> columns, ItemRequest request, Misfits misfits) {
    this.table = table;
    this.columns = List.copyOf(columns);
    this.request = request;
    this.misfits = misfits;
  }

  /** The names of the columns that are looked at, to be read or to choose by. */
  public Set<String> columns() {
    Set<String> names = new HashSet<>(request.selected().keySet());
    names.addAll(request.patterns().keySet());
    for (Column column : table.columns()) {
      if (columns.contains(column) || selection(column) == ColumnSelection.STEPS) {
        names.add(column.name());
      }
    }
    return names;
  }

  /** Whether {@code item} is among those that the request selects. */
  public boolean isWanted(T item) {
    for (Column column : table.columns()) {
      Set<String> values =
          selection(column) == ColumnSelection.SAMPLES ? null : request.selected(column.name());
      if (values != null && !values.contains(table.value(item, index(column)))) {
        return false;
      }
      if (selection(column) == ColumnSelection.STEPS
          && table.value(item, index(column)) instanceof Long step
          && !request.steps().contains(step)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public @Nullable Object[] read(T item) {
    @Nullable Object[] row = new @Nullable Object[columns.size()];
    for (int i = 0; i < row.length; i++) {
      Object value =
          selection(columns.get(i)) == ColumnSelection.SAMPLES
              ? request.samples()
              : table.value(item, index(columns.get(i)));
      if (value instanceof Misfit misfit) {
        misfits.add(String.valueOf(table.value(item, 0)), columns.get(i), misfit);
      } else if (value instanceof String text) {
        row[i] = characters(item, columns.get(i), text);
      } else {
        row[i] = value instanceof Instant instant ? (Object) instant.toEpochMilli() : value;
      }
    }
    return row;
  }

  private String characters(T item, Column column, String text) {
    return Texts.isWhole(text)
        ? text
        : misfits.characters(String.valueOf(table.value(item, 0)), column.name(), text);
  }

  private static int index(Column column) {
    return ((ColumnSource.Item) column.source()).index();
  }

  private static ColumnSelection selection(Column column) {
    return ((ColumnSource.Item) column.source()).selection();
  }
}
