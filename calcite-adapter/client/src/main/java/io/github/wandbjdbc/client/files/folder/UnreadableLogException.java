package io.github.wandbjdbc.client.files.folder;

import java.io.IOException;

/** A file that can't be read as a log. The message goes on behind the file's name. */
public final class UnreadableLogException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A reason, that goes on behind the name. */
  public UnreadableLogException(String message) {
    super(message);
  }
}
