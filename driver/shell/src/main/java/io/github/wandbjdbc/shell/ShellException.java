package io.github.wandbjdbc.shell;

/** What was typed on the command line makes no sense, or names what isn't there. */
final class ShellException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ShellException(String message) {
    super(message);
  }
}
