package io.github.wandbjdbc.client.parquet;

import java.io.IOException;

/** A file that had better not be read: its rows are too large, or it is nested too deeply. */
public final class UnsuitedException extends IOException {
  private static final long serialVersionUID = 1L;

  UnsuitedException(String message) {
    super(message);
  }
}
