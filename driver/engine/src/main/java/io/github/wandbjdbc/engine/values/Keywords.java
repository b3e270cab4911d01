package io.github.wandbjdbc.engine.values;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

/**
 * The words of functions that a word chooses the way of: {@code HOUR} in {@code EXTRACT(HOUR FROM
 * x)}, {@code 'hour'} in {@code DATE_TRUNC('hour', x)}, {@code LEADING} in {@code TRIM}. In plans a
 * word is a literal, a symbol or a text; it is no value, and the kernel doesn't see it.
 */
public final class Keywords {
  private final List<String> all;
  private final Function<String, List<Overload>> ways;
  private final int[] places;

  /**
   * Words that may stand at {@code places}; the first of these that holds a literal is meant.
   *
   * @param all the words in upper case, as the manual lists them; others may be taken, too
   * @param ways how a function can be called with a word in upper case; empty if it can't
   */
  public Keywords(List<String> all, Function<String, List<Overload>> ways, int... places) {
    this.all = all;
    this.ways = ways;
    this.places = places;
  }

  /** The words as the manual lists them. */
  public List<String> all() {
    return all;
  }

  /** Where the word stands in a call, from 0, if nothing else there can be one. */
  public int place() {
    return places[0];
  }

  /** The ways to call function {@code name} with {@code word}, at least one. */
  public List<Overload> overloads(String name, String word) {
    List<Overload> found = ways.apply(word.toUpperCase(Locale.ROOT));
    if (found.isEmpty()) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "%s doesn't take '%s', but %s".formatted(name, word, String.join(", ", all)));
    }
    return found;
  }

  /** The ways of each of the words as the manual lists them. */
  public List<Overload> sample(String name) {
    return all.stream().flatMap(word -> overloads(name, word).stream()).distinct().toList();
  }

  /** Where the word stands in a call of a plan; -1 if nowhere. */
  int placeIn(List<RexNode> operands) {
    for (int place : places) {
      if (place < operands.size() && of(operands.get(place)) != null) {
        return place;
      }
    }
    return -1;
  }

  /** Whether one of {@code operands} of a call of a statement is the word. */
  public boolean isAmong(List<? extends @Nullable SqlNode> operands) {
    for (int place : places) {
      SqlNode operand = place < operands.size() ? operands.get(place) : null;
      if (operand != null && of(operand) != null) {
        return true;
      }
    }
    return false;
  }

  /** Where the word stands in a call of a statement; -1 if nowhere. */
  int placeAmong(List<SqlNode> operands) {
    for (int place : places) {
      if (place < operands.size() && of(operands.get(place)) != null) {
        return place;
      }
    }
    return -1;
  }

  /** The word that an operand of a plan is; null if it isn't a literal that can be one. */
  static @Nullable String of(RexNode operand) {
    if (!(operand instanceof RexLiteral literal)) {
      return null;
    }
    Object value = literal.getValue();
    return value instanceof NlsString text
        ? text.getValue()
        : value instanceof Enum<?> symbol ? symbol.name() : null;
  }

  /** Likewise of a statement. */
  static @Nullable String of(SqlNode operand) {
    if (operand instanceof SqlIntervalQualifier unit) {
      return unit.timeFrameName != null ? unit.timeFrameName : unit.timeUnitRange.name();
    }
    if (!(operand instanceof SqlLiteral literal)) {
      return null;
    }
    Object value = literal.getValue();
    return value instanceof NlsString text
        ? text.getValue()
        : value instanceof Enum<?> symbol ? symbol.name() : null;
  }
}
