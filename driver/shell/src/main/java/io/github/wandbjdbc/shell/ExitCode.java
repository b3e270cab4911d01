package io.github.wandbjdbc.shell;

/** The numbers with which the program ends. */
final class ExitCode {
  static final int OK = 0;

  /** A statement failed. */
  static final int FAILED = 1;

  /** The command line is wrong. */
  static final int MISUSED = 2;

  /** A statement failed behind some rows, which were printed, or a file of a row failed. */
  static final int INCOMPLETE = 3;

  private ExitCode() {}
}
