package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ItemReader;
import io.github.wandbjdbc.rows.ItemRequest;
import io.github.wandbjdbc.rows.ItemTable;
import io.github.wandbjdbc.rows.Misfits;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The items of a listing that a scan wants, and no more of them than it wants. */
final class ItemRows<T> implements Pages<T> {
  private final Supplier<Pages<T>> listing;
  private final ItemReader<T> reader;
  private @Nullable Pages<T> pages;
  private long left;

  private ItemRows(Supplier<Pages<T>> listing, ItemReader<T> reader, long limit) {
    this.listing = listing;
    this.reader = reader;
    this.left = limit;
  }

  static <T> ScanRows open(
      ItemTable<T> table,
      List<Column> columns,
      ItemRequest request,
      ScanSource source,
      ScanContext progress) {
    CallScope scope = progress.scope();
    Misfits misfits = new Misfits(source.typeMismatch(), scope);
    ItemReader<T> reader = new ItemReader<>(table, columns, request, misfits);
    Set<String> names = columns.stream().map(Column::name).collect(Collectors.toSet());
    CallScope reading = scope.reading(table.name(), reader.columns());
    return new PageEnumerator<>(
        () ->
            new ItemRows<>(
                () -> table.list(source.client(), request.reading(names), reading, misfits),
                reader,
                request.limit()),
        reader,
        misfits,
        progress);
  }

  @Override
  public @Nullable List<T> next() {
    if (left == 0) {
      return null;
    }
    if (pages == null) {
      pages = listing.get();
    }
    List<T> page = pages.next();
    if (page == null) {
      return null;
    }
    List<T> wanted = page.stream().filter(reader::isWanted).limit(left).toList();
    left -= wanted.size();
    return wanted;
  }

  @Override
  public void close() {
    left = 0;
    if (pages != null) {
      pages.close();
    }
  }
}
