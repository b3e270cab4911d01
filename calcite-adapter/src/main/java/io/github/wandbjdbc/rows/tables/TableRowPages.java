package io.github.wandbjdbc.rows.tables;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Misfit;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.logged.TableContent;
import io.github.wandbjdbc.client.reading.TableFile;
import io.github.wandbjdbc.client.reading.ValueReader;
import io.github.wandbjdbc.client.values.Json;
import io.github.wandbjdbc.rows.ColumnType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one logged table, read from its file as they are wanted. */
final class TableRowPages implements Pages<TableRow> {
  private static final int ROWS = 1000;

  private final TableContent first;
  private TableContent content;
  private final List<TableColumnTypes.Typed> columns;
  private final TableColumnTypes types;
  private final CallScope scope;
  private int[] places = {};
  private TableFile.@Nullable Rows rows;
  private boolean isDone;

  TableRowPages(TableContent content, TableColumnTypes types, CallScope scope) {
    this.first = content;
    this.content = content;
    this.types = types;
    this.columns = types.typed();
    this.scope = scope;
  }

  @Override
  public @Nullable List<TableRow> next() {
    if (isDone) {
      return null;
    }
    scope.check();
    try {
      if (rows == null) {
        if (!content.isThere()) {
          // Who planned the statement told so.
          close();
          return null;
        }
        FoundTables.Whole whole = FoundTables.Whole.of(content);
        content = whole.content();
        places = types.places(whole.shape().columns());
        rows = new TableFile.Rows(content.open());
      }
      List<TableRow> page = new ArrayList<>();
      while (page.size() < ROWS) {
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        if (!rows.next((column, cell) -> take(column, cell, values))) {
          break;
        }
        page.add(new TableRow(content.table().runId(), content.table().step(), values));
      }
      if (page.isEmpty()) {
        close();
        return null;
      }
      return page;
    } catch (IOException e) {
      throw FoundTables.unreadable(content.table(), e);
    }
  }

  private void take(int column, JsonParser cell, @Nullable Object[] values) throws IOException {
    int place = column < places.length ? places[column] : -1;
    if (place < 0) {
      return;
    }
    ColumnType type = columns.get(place).type();
    values[place] =
        switch (type) {
          case DOUBLE -> ValueReader.value(cell, ValueType.NUMBER);
          case BOOLEAN -> ValueReader.value(cell, ValueType.BOOLEAN);
          case BIGINT -> whole(cell);
          default -> ValueReader.value(cell, ValueType.TEXT);
        };
  }

  private static @Nullable Object whole(JsonParser cell) throws IOException {
    if (ValueReader.value(cell, ValueType.TEXT) == null) {
      return null;
    }
    Long whole = TableFile.whole(cell);
    return whole == null ? new Misfit(Json.text(cell)) : whole;
  }

  @Override
  public void close() {
    isDone = true;
    TableContent read = content;
    try (first;
        read) {
      if (rows != null) {
        rows.close();
      }
    } catch (IOException e) {
      // Everything that is wanted was read.
    }
  }
}
