package io.github.wandbjdbc.client.parquet;

import java.io.IOException;

/**
 * A file that had better not be read: its rows are too large, it is nested too deeply, or there is
 * no memory for it.
 */
public final class UnsuitedException extends IOException {
  private static final long serialVersionUID = 1L;

  UnsuitedException(String message) {
    super(message);
  }
}
