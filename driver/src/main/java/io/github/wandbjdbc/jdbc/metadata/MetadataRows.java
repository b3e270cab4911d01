package io.github.wandbjdbc.jdbc.metadata;

import io.github.wandbjdbc.client.ScanWarning;
import io.github.wandbjdbc.engine.ResultColumn;
import io.github.wandbjdbc.engine.Rows;
import io.github.wandbjdbc.engine.SqlValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small table that is known in full, as the methods of DatabaseMetaData answer with. */
public final class MetadataRows {
  private final List<ResultColumn> columns;
  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private final List<ScanWarning> warnings = new ArrayList<>();

  private MetadataRows(List<ResultColumn> columns) {
    this.columns = columns;
  }

  /**
   * No rows yet.
   *
   * @param columns names, each with its type behind a colon unless that is VARCHAR: {@code
   *     "TABLE_NAME", "KEY_SEQ:SMALLINT"}
   */
  public static MetadataRows empty(String... columns) {
    List<ResultColumn> list = new ArrayList<>();
    for (String column : columns) {
      int colon = column.indexOf(':');
      String name = colon < 0 ? column : column.substring(0, colon);
      SqlValueType type =
          colon < 0 ? SqlValueType.VARCHAR : SqlValueType.valueOf(column.substring(colon + 1));
      list.add(new ResultColumn(name, type));
    }
    return new MetadataRows(list);
  }

  public MetadataRows add(@Nullable Object... values) {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(
          "%d values for %d columns".formatted(values.length, columns.size()));
    }
    rows.add(values);
    return this;
  }

  /** Sorts by the columns at {@code places}, which count from 0; null first. */
  public MetadataRows sortedBy(int... places) {
    rows.sort(
        (left, right) -> {
          for (int place : places) {
            int order = NULLS_FIRST.compare(left[place], right[place]);
            if (order != 0) {
              return order;
            }
          }
          return 0;
        });
    return this;
  }

  @SuppressWarnings("unchecked") // Columns hold texts, or numbers of one class.
  private static final Comparator<@Nullable Object> NULLS_FIRST =
      Comparator.nullsFirst((left, right) -> ((Comparable<Object>) left).compareTo(right));

  /** Notes that {@code heard} is to be known of the rows. */
  public MetadataRows withWarnings(List<ScanWarning> heard) {
    warnings.addAll(heard);
    return this;
  }

  public List<ScanWarning> warnings() {
    return warnings;
  }

  public List<ResultColumn> columns() {
    return columns;
  }

  public Rows open() {
    return Rows.of(rows, columns);
  }
}
