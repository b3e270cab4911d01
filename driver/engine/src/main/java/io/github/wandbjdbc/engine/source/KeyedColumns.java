package io.github.wandbjdbc.engine.source;

import java.util.List;

/** A table whose columns stand for keys, of which some differ in case alone. */
public interface KeyedColumns {
  /**
   * The columns that a statement may mean by {@code name}: none, one, or several if it isn't clear
   * which.
   *
   * @param isQuoted whether the name stands in quotes, so that its case counts
   */
  List<Match> columns(String name, boolean isQuoted);

  /** Names of columns that it doesn't show, and that are like those that the statement means. */
  default List<String> near() {
    return List.of();
  }

  /**
   * A column that may be meant.
   *
   * @param column its name in the table's row type
   * @param exactly what means this column alone when it is written in quotes
   */
  record Match(String column, String exactly) {}
}
