package io.github.wandbjdbc.client.api.graphql;

import java.util.List;
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
   */
  record Mark(boolean isOptional, String effect) {
    static final Mark VITAL = new Mark(false, "");
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
