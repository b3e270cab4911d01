package io.github.wandbjdbc.engine.values;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.jspecify.annotations.Nullable;

/**
 * One scalar function or operator: all that is known of it. Validation, execution, the folding of
 * constants, the manual and the metadata are made from it.
 */
public final class Entry {
  private final String name;
  private final String manual;
  private final SqlOperator operator;
  private final List<Overload> overloads;
  private final boolean deterministic;
  private final Map<Integer, String> refusals;
  private final @Nullable Words words;

  private Entry(Builder builder, @Nullable SqlOperator adopted) {
    this.name = builder.name;
    this.manual = builder.manual;
    this.overloads = List.copyOf(builder.overloads);
    this.deterministic = builder.deterministic;
    this.refusals = Map.copyOf(builder.refusals);
    this.words = builder.words;
    this.operator = adopted == null ? new EntryFunction(this) : adopted;
  }

  /** The entry of a function {@code name}, which is written as the manual shows it. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** The name, in upper case. */
  public String name() {
    return name;
  }

  /** A description in one line; mentions NULL and NaN only where they are handled unusually. */
  public String manual() {
    return manual;
  }

  /** The operator in statements and plans. */
  public SqlOperator operator() {
    return operator;
  }

  /** The ways to call it; the first that takes the operands is meant. */
  public List<Overload> overloads() {
    return overloads;
  }

  /** The words that choose the way, if one operand is a word rather than a value. */
  public @Nullable Words words() {
    return words;
  }

  /** Whether it gives the same for the same operands, always. */
  public boolean isDeterministic() {
    return deterministic;
  }

  /** Why calls with so many operands are refused, with what to write; null if they aren't. */
  public @Nullable String refusal(int operands) {
    return refusals.get(operands);
  }

  /** The numbers of operands that are refused. */
  Set<Integer> refusedCounts() {
    return refusals.keySet();
  }

  /** The way of a call with {@code types}, or null if there is none. */
  public @Nullable Overload overload(List<ValueType> types) {
    return Refusal.unless(Overload.among(overloads, types));
  }

  /**
   * The way of a call with {@code operands} of a plan, or null if there is none. Of an entry with
   * words the call's values are the operands without the word.
   */
  public @Nullable Call call(List<RexNode> operands) {
    int place = words == null ? -1 : words.placeIn(operands);
    List<RexNode> values = new ArrayList<>(operands);
    String word = place < 0 ? null : Words.of(values.remove(place));
    Overload overload =
        overload(word, values.stream().map(v -> ValueType.of(v.getType())).toList());
    return overload == null ? null : new Call(overload, values);
  }

  /** The way of a call with {@code word}, null if it has none, and values of {@code types}. */
  @Nullable Overload overload(@Nullable String word, List<ValueType> types) {
    if (words == null) {
      return overload(types);
    }
    return word == null ? null : Refusal.unless(Overload.among(words.overloads(name, word), types));
  }

  /** The way that is meant where some types, given as {@link ValueType#ANY}, aren't known. */
  @Nullable Overload meant(@Nullable String word, List<ValueType> known) {
    if (words != null && word == null) {
      return null;
    }
    List<Overload> ways = words == null || word == null ? overloads : words.overloads(name, word);
    return Refusal.unless(Overload.meant(ways, known));
  }

  /**
   * A call in a plan.
   *
   * @param overload the way of it
   * @param values what its kernel takes, in this order
   */
  public record Call(Overload overload, List<RexNode> values) {}

  /** Collects what is known of a function. */
  public static final class Builder {
    private final String name;
    private final List<Overload> overloads = new ArrayList<>();
    private String manual = "";
    private boolean deterministic = true;
    private final Map<Integer, String> refusals = new HashMap<>();
    private @Nullable Words words;

    private Builder(String name) {
      this.name = name;
    }

    /** A line for the manual. */
    public Builder manual(String line) {
      this.manual = line;
      return this;
    }

    /** It may give another value each time. */
    public Builder volatileResult() {
      this.deterministic = false;
      return this;
    }

    /** Calls with so many operands are refused, as {@code message} says. */
    public Builder refusing(int operands, String message) {
      refusals.put(operands, message);
      return this;
    }

    /** Of {@code operands}, a {@code result}, which is NULL only where an operand is. */
    public Builder strict(ValueType result, Kernel kernel, ValueType... operands) {
      overloads.add(new Overload(List.of(operands), false, result, false, true, kernel));
      return this;
    }

    /** Of {@code operands}, a {@code result}, which is NULL where an operand is, or otherwise. */
    public Builder strictOrNull(ValueType result, Kernel kernel, ValueType... operands) {
      overloads.add(new Overload(List.of(operands), false, result, true, true, kernel));
      return this;
    }

    /** Of {@code operands}, any of which may be NULL, a {@code result} that may be NULL. */
    public Builder nullable(ValueType result, Kernel kernel, ValueType... operands) {
      overloads.add(new Overload(List.of(operands), false, result, true, false, kernel));
      return this;
    }

    /** Of {@code operands}, any of which may be NULL, a {@code result} that never is. */
    public Builder neverNull(ValueType result, Kernel kernel, ValueType... operands) {
      overloads.add(new Overload(List.of(operands), false, result, false, false, kernel));
      return this;
    }

    /** One more way. */
    public Builder overload(Overload overload) {
      overloads.add(overload);
      return this;
    }

    /** Operands of such types are refused, in a sentence, though they serve as others. */
    public Builder refused(String message, ValueType... operands) {
      return strict(ValueType.ANY, new Refusal(message), operands);
    }

    /** One operand is a word that chooses the way. */
    public Builder words(Words choices) {
      this.words = choices;
      return this;
    }

    /**
     * Of the overload that was told last, operands of {@link ValueType#ANY} type come to the kernel
     * as the texts that a cast gives.
     */
    public Builder asTexts() {
      return ofAny(Overload.OfAny.CAST);
    }

    /** Likewise as the texts that PostgreSQL prints. */
    public Builder printed() {
      return ofAny(Overload.OfAny.PRINTED);
    }

    private Builder ofAny(Overload.OfAny form) {
      Overload last = overloads.remove(overloads.size() - 1);
      overloads.add(
          new Overload(
              last.operands(),
              last.variadic(),
              last.result(),
              last.nullable(),
              last.strict(),
              last.kernel(),
              form));
      return this;
    }

    /** The overload that was told last takes its last operand any number of times, also none. */
    public Builder variadic() {
      Overload last = overloads.remove(overloads.size() - 1);
      overloads.add(
          new Overload(
              last.operands(),
              true,
              last.result(),
              last.nullable(),
              last.strict(),
              last.kernel(),
              last.ofAny()));
      return this;
    }

    /** The entry, with an operator of its own. */
    public Entry entry() {
      return new Entry(this, null);
    }

    /** The entry of {@code operator}, whose types Calcite infers as they should be. */
    public Entry adopting(SqlOperator operator) {
      return new Entry(this, operator);
    }
  }
}
