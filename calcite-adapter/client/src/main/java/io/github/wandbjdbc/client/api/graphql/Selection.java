package io.github.wandbjdbc.client.api.graphql;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a document selects: a field, or a fragment that stands for fields.
 *
 * @param head as it is written up to its arguments: an alias and the name, or {@code ...} and what
 *     follows
 * @param name of the field; empty for a fragment
 * @param arguments in their order
 * @param directives as they are written; empty if there are none
 * @param block what is selected of it, or null if it has no parts
 * @param mark whether the document can do without it
 */
record Selection(
    String head,
    String name,
    List<Argument> arguments,
    String directives,
    @Nullable Block block,
    Mark mark) {

  Selection {
    arguments = List.copyOf(arguments);
  }

  /** The selections from a value of {@code type}. */
  record Block(String type, List<Selection> selections) {
    Block {
      selections = List.copyOf(selections);
    }
  }

  /** An argument, as it is written. */
  record Argument(String name, String value, Mark mark) {}

  /**
   * Whether the document can do without a part of it.
   *
   * @param effect what a reader of the table sees then; empty if nothing
   * @param columns those without whose readers nobody needs the part; empty if it always is needed
   */
  record Mark(boolean isOptional, String effect, Set<TableColumn> columns) {
    static final Mark VITAL = new Mark(false, "", Set.of());

    /** Of what costs rows, rather than values, nobody can do without who reads others. */
    private static final Pattern OF_VALUES = Pattern.compile("NULL|empty");

    Mark {
      columns = Set.copyOf(columns);
    }

    /** Of what the document can do without, with {@code effect}. */
    static Mark optional(String effect) {
      return new Mark(
          true, effect, OF_VALUES.matcher(effect).find() ? TableColumn.in(effect) : Set.of());
    }

    /** Of what is vital for readers of {@code columns}, and of no use to others. */
    static Mark vitalFor(String columns) {
      return new Mark(false, "", TableColumn.in(columns));
    }

    /** Whether a part is needed by who reads the columns that {@code reads} accepts. */
    boolean isNeeded(Predicate<TableColumn> reads) {
      return columns.isEmpty() || columns.stream().anyMatch(reads);
    }
  }

  /** A column, as effects name it. */
  record TableColumn(String table, String column) {
    private static final Pattern NAME = Pattern.compile("\\b(\\w+)\\.(\\w+)\\b");

    /** Those that {@code text} names. */
    static Set<TableColumn> in(String text) {
      return NAME.matcher(text)
          .results()
          .map(name -> new TableColumn(name.group(1), name.group(2)))
          .collect(Collectors.toSet());
    }
  }

  /** The same with other arguments and parts. */
  Selection with(List<Argument> newArguments, @Nullable Block newBlock) {
    return new Selection(head, name, newArguments, directives, newBlock, mark);
  }

  /** Whether it stands for fields that a fragment lists. */
  boolean isFragment() {
    return name.isEmpty();
  }
}
