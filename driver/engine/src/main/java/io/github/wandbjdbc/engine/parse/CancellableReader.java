package io.github.wandbjdbc.engine.parse;

import java.io.IOException;
import org.apache.calcite.util.SourceStringReader;

/** The text of a statement, whose parsing is looked at whenever a little more of it is read. */
final class CancellableReader extends SourceStringReader {
  private static final int AT_ONCE = 64;

  private final Runnable look;

  /**
   * A reader of {@code sql}.
   *
   * @param look fails if parsing should go no further
   */
  CancellableReader(String sql, Runnable look) {
    super(sql);
    this.look = look;
  }

  @Override
  public int read(char[] into, int start, int length) throws IOException {
    look.run();
    return super.read(into, start, Math.min(length, AT_ONCE));
  }
}
