package io.github.wandbjdbc.engine.source;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a statement may mean, as far as its text tells before its tables are known. A
 * table that has discovered columns needs none of them for a statement that can't mean any.
 *
 * @param isAny whether it may mean any column, such as by a star
 * @param references what it names; each may be a column, or something else
 */
public record ColumnReferences(boolean isAny, Set<Reference> references) {
  /** Of a statement that may mean any column, or of which nothing is known. */
  public static final ColumnReferences ANY = new ColumnReferences(true, Set.of());

  public ColumnReferences {
    references = Set.copyOf(references);
  }

  /**
   * A name where a column may be meant.
   *
   * @param table the name of the only table that it can be a column of, or null if any
   * @param isQuoted whether case matters
   */
  public record Reference(@Nullable String table, String column, boolean isQuoted) {

    /** Whether it can be a column of the table called {@code tableName}. */
    public boolean mayBeOf(String tableName) {
      return table == null || table.equalsIgnoreCase(tableName);
    }

    /** Whether it means the column called {@code name}. */
    public boolean means(String name) {
      return isQuoted ? column.equals(name) : column.equalsIgnoreCase(name);
    }
  }
}
