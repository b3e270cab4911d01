package io.github.wandbjdbc.plan;

import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.rows.Misfits;
import io.github.wandbjdbc.rows.RowReader;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/**
 * Walks the pages of a scan and reads their items as rows. Asks for nothing before the first row is
 * wanted, and for a page only when the one before is used up.
 */
final class PageEnumerator<T> implements Enumerator<Object[]>, AtHand {
  private final Supplier<Pages<T>> source;
  private final RowReader<T> reader;
  private final Misfits misfits;
  private final ScanProgress progress;

  private @Nullable Pages<T> pages;
  private @Nullable Iterator<T> page;
  private @Nullable Object @Nullable [] row;
  private boolean ended;

  PageEnumerator(
      Supplier<Pages<T>> source, RowReader<T> reader, Misfits misfits, ScanProgress progress) {
    this.source = source;
    this.reader = reader;
    this.misfits = misfits;
    this.progress = progress;
  }

  @Override
  @SuppressWarnings("NullAway") // a row holds nulls, which Enumerator's type can't say
  public Object[] current() {
    if (row == null) {
      throw new NoSuchElementException();
    }
    return row;
  }

  @Override
  public boolean moveNext() {
    progress.scope().check();
    if (ended) {
      return false;
    }
    if (pages == null) {
      pages = source.get();
    }
    while (page == null || !page.hasNext()) {
      List<T> next = pages.next();
      if (next == null) {
        close();
        return false;
      }
      progress.page();
      page = next.iterator();
    }
    row = reader.read(page.next());
    progress.row();
    return true;
  }

  @Override
  public boolean isAtHand() {
    return page != null && page.hasNext();
  }

  @Override
  public void reset() {
    throw new UnsupportedOperationException("a scan is read once");
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      row = null;
      page = null;
      misfits.summarize();
      if (pages != null) {
        pages.close();
      }
    }
  }
}
