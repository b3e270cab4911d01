package io.github.wandbjdbc.rows;

/** The handling of a value that does not fit its column. */
public enum TypeMismatch {
  /** It reads as NULL, and a warning tells of it. */
  NULL,
  /** The statement fails. */
  ERROR
}
