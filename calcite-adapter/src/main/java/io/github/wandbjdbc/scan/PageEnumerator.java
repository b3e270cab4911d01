package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.rows.CellReader;
import io.github.wandbjdbc.rows.Misfits;
import io.github.wandbjdbc.rows.RowReader;
import io.github.wandbjdbc.rows.ValueSink;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Walks the pages of a scan and reads their items as rows. Asks for nothing before the first row is
 * wanted, and for a page only when the one before is used up.
 */
final class PageEnumerator<T> implements ScanRows {
  /** Looking at a cancellation takes as long as reading a value. */
  private static final int ROWS_BETWEEN_LOOKS = 64;

  private final Supplier<Pages<T>> source;
  private final RowReader<T> reader;
  private final @Nullable CellReader<T> cells;
  private final Misfits misfits;
  private final ScanContext progress;

  private @Nullable Pages<T> pages;
  private List<T> page = List.of();
  private int next;
  private @Nullable T item;
  private @Nullable Object @Nullable [] row;
  private boolean ended;

  PageEnumerator(
      Supplier<Pages<T>> source, RowReader<T> reader, Misfits misfits, ScanContext progress) {
    this.source = source;
    this.reader = reader;
    this.cells = reader instanceof CellReader<T> values ? values : null;
    this.misfits = misfits;
    this.progress = progress;
  }

  @Override
  @SuppressWarnings("NullAway") // a row holds nulls, which Enumerator's type can't say
  public Object[] current() {
    if (row == null) {
      row = reader.read(item());
    }
    return row;
  }

  @Override
  public void read(int index, ValueSink into) {
    if (cells == null) {
      into.other(current()[index]);
    } else {
      cells.read(item(), index, into);
    }
  }

  private T item() {
    if (item == null) {
      throw new NoSuchElementException();
    }
    return item;
  }

  @Override
  public boolean moveNext() {
    if (next % ROWS_BETWEEN_LOOKS == 0 || next == page.size()) {
      progress.scope().check();
    }
    if (ended) {
      return false;
    }
    while (next == page.size()) {
      if (pages == null) {
        pages = source.get();
      }
      List<T> more = pages.next();
      if (more == null) {
        close();
        return false;
      }
      progress.page();
      page = more;
      next = 0;
    }
    item = page.get(next++);
    row = null;
    progress.row();
    return true;
  }

  @Override
  public boolean isAtHand() {
    return next < page.size();
  }

  @Override
  public void reset() {
    throw new UnsupportedOperationException("a scan is read once");
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      item = null;
      row = null;
      page = List.of();
      next = 0;
      misfits.summarize();
      if (pages != null) {
        pages.close();
      }
    }
  }
}
