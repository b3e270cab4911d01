package io.github.wandbjdbc.client.files;

import java.io.IOException;

/** A file that can't be read as a log. The message goes on behind the file's name. */
final class UnreadableLogException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableLogException(String message) {
    super(message);
  }
}
