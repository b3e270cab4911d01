package io.github.wandbjdbc.client.parquet;

import java.io.IOException;

/**
 * A file whose steps don't ascend, or aren't steps: it may lack others, which the count of its rows
 * doesn't tell.
 */
public final class DisorderException extends IOException {
  private static final long serialVersionUID = 1L;

  DisorderException(String message) {
    super(message);
  }
}
