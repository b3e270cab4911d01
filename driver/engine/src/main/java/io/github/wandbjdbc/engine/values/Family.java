package io.github.wandbjdbc.engine.values;

import java.util.List;

/**
 * Functions of one kind. Entries are made when a statement uses them, since making them all takes a
 * tenth of a first statement's time: {@link #names} says what there is.
 */
public interface Family {
  /** The heading of the manual's section. */
  String title();

  /** The names of all functions, in upper case, in the manual's order. */
  List<String> names();

  /** The entry of {@code name}, which is one of {@link #names}; made anew each time. */
  Entry entry(String name);
}
