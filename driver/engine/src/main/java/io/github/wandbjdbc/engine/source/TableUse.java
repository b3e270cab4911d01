package io.github.wandbjdbc.engine.source;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table in a FROM clause, as far as the statement's text tells.
 *
 * @param names its name as it is written, with its qualifiers
 * @param texts by the name of a column in lower case, its value in all rows of the table that the
 *     statement can use is one of these
 * @param parameters likewise, the indexes of the question marks that its value depends on
 */
public record TableUse(
    List<String> names, Map<String, Set<String>> texts, Map<String, Set<Integer>> parameters) {
  public TableUse {
    names = List.copyOf(names);
    texts = Map.copyOf(texts);
    parameters = Map.copyOf(parameters);
  }

  /** A table of whose rows nothing is known. */
  public TableUse(List<String> names) {
    this(names, Map.of(), Map.of());
  }

  /** Whether it is the table {@code name}, in any case, of {@code schema}. */
  public boolean isOf(String schema, String name) {
    int last = names.size() - 1;
    return last > 0 && names.get(last).equalsIgnoreCase(name) && names.get(last - 1).equals(schema);
  }

  /** The values that {@code column} may have; null for any. */
  public @Nullable Set<String> texts(String column) {
    return texts.get(column.toLowerCase(Locale.ROOT));
  }

  /** The question marks that the value of {@code column} depends on; empty for none. */
  public Set<Integer> parameters(String column) {
    return parameters.getOrDefault(column.toLowerCase(Locale.ROOT), Set.of());
  }
}
