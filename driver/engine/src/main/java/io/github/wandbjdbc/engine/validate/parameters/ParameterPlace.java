package io.github.wandbjdbc.engine.validate.parameters;

/** How a statement comes to the type of a question mark. */
public enum ParameterPlace {
  /** Something beside it tells, and the value is turned into that. */
  TOLD,
  /** Something beside it tells, but the type of the result follows the value's: {@code x / ?}. */
  OPERAND,
  /** Nothing tells: the value's own type is what is meant. */
  GUESSED,
  /** It is cast to the type. */
  CAST,
  /** It stands for a word that chooses what a function does: {@code DATE_TRUNC(?, t)}. */
  WORD,
  /** Its value says which tables are read. */
  LITERAL,
  /** It is an array, whose elements have the type: {@code x = ANY(?)}. */
  LIST
}
