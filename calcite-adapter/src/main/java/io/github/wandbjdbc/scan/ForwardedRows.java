package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.rows.ValueSink;

/** The rows of another scan; subclasses say how they go on. */
abstract class ForwardedRows implements ScanRows {
  final ScanRows rows;

  ForwardedRows(ScanRows rows) {
    this.rows = rows;
  }

  @Override
  public final Object[] current() {
    return rows.current();
  }

  @Override
  public final boolean isAtHand() {
    return rows.isAtHand();
  }

  @Override
  public final void read(int index, ValueSink into) {
    rows.read(index, into);
  }

  @Override
  public final void reset() {
    rows.reset();
  }

  @Override
  public final void close() {
    rows.close();
  }
}
