package io.github.wandbjdbc.shell.chart;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A result that can't be drawn, or a file that can't be written; the message is for people. */
public final class ChartException extends IOException {
  private static final long serialVersionUID = 1;

  ChartException(String message) {
    super(message);
  }

  ChartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
