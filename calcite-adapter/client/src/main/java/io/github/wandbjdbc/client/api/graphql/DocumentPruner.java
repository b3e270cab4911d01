package io.github.wandbjdbc.client.api.graphql;

import io.github.wandbjdbc.client.api.discovery.Member;
import io.github.wandbjdbc.client.api.graphql.Selection.Argument;
import io.github.wandbjdbc.client.api.graphql.Selection.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a document what a server lacks. What can't be asked takes with it the innermost
 * optional part that it belongs to; where there is none, nothing can be asked.
 */
final class DocumentPruner {

  /**
   * A part that was left out, and the effect for readers.
   *
   * @param member which the server lacks
   * @param effect what a reader of the table sees of it; empty if nothing
   */
  record Lost(Member member, String effect) {}

  /**
   * The remainder of a part of a document.
   *
   * @param part null if the whole of it has to go
   * @param lacked for want of what it has to go
   */
  private record Left<T>(@Nullable T part, @Nullable Member lacked) {
    static <T> Left<T> nothing(@Nullable Member lacked) {
      return new Left<>(null, lacked);
    }
  }

  private final Set<Member> lacking;
  private final Predicate<Selection> needed;
  private final List<Lost> lost = new ArrayList<>();
  private @Nullable Member missing;

  /**
   * For a server that lacks members of the schema.
   *
   * @param needed what is of use to the reader of the answer
   */
  DocumentPruner(Set<Member> lacking, Predicate<Selection> needed) {
    this.lacking = lacking;
    this.needed = needed;
  }

  /**
   * The remainder of {@code block}, one of a document's outermost; null if nothing remains.
   *
   * @param wanted which of its selections are wanted at all
   */
  @Nullable Block prune(Block block, Predicate<Selection> wanted) {
    Left<Block> left = left(block, wanted);
    missing = left.part() == null ? left.lacked() : missing;
    return left.part();
  }

  /** The optional parts that were left out. */
  List<Lost> lost() {
    return lost;
  }

  /** The member for want of which nothing can be asked, or null. */
  @Nullable Member missing() {
    return missing;
  }

  /** A block is of something at least: where nothing of it is wanted the first will do. */
  private Left<Block> left(Block block, Predicate<Selection> wanted) {
    List<Selection> kept = new ArrayList<>();
    Member last = null;
    boolean isSpared = block.selections().stream().noneMatch(wanted);
    for (Selection selection : block.selections()) {
      if (isSpared ? !kept.isEmpty() : !wanted.test(selection)) {
        continue;
      }
      int before = lost.size();
      Left<Selection> left = left(selection, block.type());
      if (left.part() != null) {
        kept.add(left.part());
        continue;
      }
      last = left.lacked();
      if (!selection.mark().isOptional()) {
        return Left.nothing(last);
      }
      // Its parts went with it.
      lost.subList(before, lost.size()).clear();
      if (last != null) {
        lost.add(new Lost(last, selection.mark().effect()));
      }
    }
    return kept.isEmpty() ? Left.nothing(last) : new Left<>(new Block(block.type(), kept), null);
  }

  private Left<Selection> left(Selection selection, String type) {
    Member field = Member.field(type, selection.name());
    if (lacking.contains(field)) {
      return Left.nothing(field);
    }
    List<Argument> arguments = new ArrayList<>();
    for (Argument argument : selection.arguments()) {
      Member member = new Member(type, selection.name(), argument.name());
      if (!lacking.contains(member)) {
        arguments.add(argument);
      } else if (argument.mark().isOptional()) {
        lost.add(new Lost(member, argument.mark().effect()));
      } else {
        return Left.nothing(member);
      }
    }
    Block block = selection.block();
    Left<Block> parts = block == null ? new Left<>(null, null) : left(block, needed);
    return block != null && parts.part() == null
        ? Left.nothing(parts.lacked())
        : new Left<>(selection.with(arguments, parts.part()), null);
  }
}
