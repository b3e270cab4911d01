package io.github.wandbjdbc.engine.values;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way to call a function.
 *
 * @param operands the types that it takes; a call's operands of types that serve as these are
 *     turned into them before the kernel sees them
 * @param variadic whether the last of {@code operands} may be given any number of times, also none
 * @param result the type that it gives
 * @param nullable whether it may give NULL where no operand is NULL
 * @param strict whether it gives NULL where any operand is
 * @param ofAny how operands of {@link EngineType#ANY} type come to the kernel
 */
public record Overload(
    List<EngineType> operands,
    boolean variadic,
    EngineType result,
    boolean nullable,
    boolean strict,
    Kernel kernel,
    OfAny ofAny) {
  /** How a value of whatever type comes to a kernel. */
  public enum OfAny {
    /** As it is held. */
    HELD,
    /** As the text that a cast gives. */
    CAST,
    /** As the text that PostgreSQL prints, which is t of true. */
    PRINTED
  }

  /** One whose operands of {@link EngineType#ANY} type come as they are held. */
  public Overload(
      List<EngineType> operands,
      boolean variadic,
      EngineType result,
      boolean nullable,
      boolean strict,
      Kernel kernel) {
    this(operands, variadic, result, nullable, strict, kernel, OfAny.HELD);
  }

  /** The type of operand {@code index} of a call. */
  public EngineType operand(int index) {
    return operands.get(Math.min(index, operands.size() - 1));
  }

  /** The type that the kernel sees operand {@code index} of a call in. */
  public EngineType seen(int index) {
    EngineType type = operand(index);
    return ofAny != OfAny.HELD && type == EngineType.ANY ? EngineType.TEXT : type;
  }

  /** Whether such calls are answered, rather than refused in a sentence. */
  public boolean isAnswered() {
    return !(kernel instanceof RefusedCall);
  }

  /** Whether there are calls of so many operands. */
  public boolean mayTake(int count) {
    return variadic ? count >= operands.size() - 1 : count == operands.size();
  }

  /** Whether a call with {@code types} is this one. */
  public boolean takes(List<EngineType> types) {
    int fixed = variadic ? operands.size() - 1 : operands.size();
    if (types.size() < fixed || (!variadic && types.size() > fixed)) {
      return false;
    }
    for (int i = 0; i < types.size(); i++) {
      EngineType type = types.get(i);
      // A bare NULL is of every type.
      if (type != EngineType.ANY && !type.servesAs(operand(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The one of {@code overloads} that is meant where the types of some operands, given as {@link
   * EngineType#ANY}, aren't known: by PostgreSQL's rule one that takes most of the others as they
   * are, and of several one that takes DOUBLE, else TEXT, else TIMESTAMP for an unknown one.
   */
  static @Nullable Overload meant(List<Overload> overloads, List<EngineType> known) {
    Overload best = null;
    int most = -1;
    for (Overload overload : overloads) {
      if (overload.takes(known)) {
        int score = overload.score(known);
        if (score > most) {
          best = overload;
          most = score;
        }
      }
    }
    return best;
  }

  private int score(List<EngineType> known) {
    int exact = 0;
    int preferred = 0;
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i) == operand(i) && known.get(i) != EngineType.ANY) {
        exact++;
      } else if (known.get(i) == EngineType.ANY) {
        preferred +=
            switch (operand(i)) {
              case DOUBLE -> 3;
              case TEXT -> 2;
              case TIMESTAMP -> 1;
              default -> 0;
            };
      }
    }
    return (exact << 16) + preferred;
  }

  /** The first of {@code overloads} that takes {@code types}. */
  static @Nullable Overload among(List<Overload> overloads, List<EngineType> types) {
    for (Overload overload : overloads) {
      if (overload.takes(types)) {
        return overload;
      }
    }
    return null;
  }
}
