package io.github.wandbjdbc.engine.source;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a statement may mean, as far as its text tells before its tables are known. A
 * table that has discovered columns needs none of them for a statement that can't mean any.
 *
 * @param isAny whether it may mean any column, such as by a star
 * @param references what it names; each may be a column, or something else
 * @param inConditions those of the names that stand in conditions on rows
 * @param uses the tables in its FROM clauses
 * @param sought those of the names that no table shows a column of, so that tables are to look
 *     further for them
 */
public record ColumnReferences(
    boolean isAny,
    Set<Reference> references,
    Set<Reference> inConditions,
    List<TableUse> uses,
    Set<Reference> sought) {
  /** Of a statement that may mean any column, or of which nothing is known. */
  public static final ColumnReferences ANY =
      new ColumnReferences(true, Set.of(), Set.of(), List.of(), Set.of());

  public ColumnReferences {
    references = Set.copyOf(references);
    inConditions = Set.copyOf(inConditions);
    uses = List.copyOf(uses);
    sought = Set.copyOf(sought);
  }

  /** Names that a statement refers to by its text alone. */
  public ColumnReferences(
      boolean isAny, Set<Reference> references, Set<Reference> inConditions, List<TableUse> uses) {
    this(isAny, references, inConditions, uses, Set.of());
  }

  /** The same names, and any other column besides. */
  public ColumnReferences orAny() {
    return new ColumnReferences(true, references, inConditions, uses, sought);
  }

  /**
   * The same, with tables to look further for the column {@code name}; itself if they do already,
   * or the statement has no such name.
   */
  public ColumnReferences seeking(String name) {
    Set<Reference> more = new HashSet<>(sought);
    references.stream().filter(one -> one.column().equalsIgnoreCase(name)).forEach(more::add);
    return more.size() == sought.size()
        ? this
        : new ColumnReferences(isAny, references, inConditions, uses, more);
  }

  /** Whether a condition on rows may depend on a column called {@code name}. */
  public boolean isInCondition(String name) {
    return inConditions.stream().anyMatch(reference -> reference.means(name));
  }

  /** Whether tables are to look further for {@code reference}. */
  public boolean isSought(Reference reference) {
    return sought.contains(reference);
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
