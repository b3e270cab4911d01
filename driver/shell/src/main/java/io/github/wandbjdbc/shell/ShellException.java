package io.github.wandbjdbc.shell;

/** A command line that makes no sense, or names something that isn't there. */
final class ShellException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ShellException(String message) {
    super(message);
  }
}
