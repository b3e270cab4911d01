package io.github.wandbjdbc.engine.values.texts;

import io.github.wandbjdbc.engine.values.Column;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import org.jspecify.annotations.Nullable;

/**
 * Kernels over methods on texts. They look after so many characters, and refuse to make more of
 * them for the rows of one batch than the heap has room for.
 */
final class TextKernels {
  /** So many characters are read and written between two looks. */
  private static final long UNLOOKED = 100_000;

  private TextKernels() {}

  /** Of texts, NULL for any NULL. */
  interface OfText {
    @Nullable Object apply(String text);
  }

  /** Likewise. */
  interface OfTwo {
    @Nullable Object apply(String first, String second);
  }

  /** Of values any of which may be NULL. */
  interface OfNullable {
    @Nullable Object apply(@Nullable Object[] values, Runnable look);
  }

  /** Of a text, NULL if it is. */
  static Kernel of(OfText function) {
    return strict((values, look) -> function.apply((String) values[0]));
  }

  /** Of two texts, NULL if one is. */
  static Kernel of(OfTwo function) {
    return strict((values, look) -> function.apply((String) values[0], (String) values[1]));
  }

  /** Of values none of which is NULL, in the classes of {@link Column#get}. */
  static Kernel strict(Kernels.Long1 function) {
    return (operands, size, result, look) -> {
      Object[] values = new Object[operands.length];
      Watch watch = new Watch(look);
      rows:
      for (int i = 0; i < size; i++) {
        for (int k = 0; k < operands.length; k++) {
          Object value = operands[k].get(i);
          if (value == null) {
            result.setNull(i);
            continue rows;
          }
          values[k] = value;
          watch.read(value);
        }
        Object made = function.apply(values, look);
        watch.made(made);
        result.set(i, made);
      }
    };
  }

  /** Of values any of which may be NULL. */
  static Kernel nullable(OfNullable function) {
    return (operands, size, result, look) -> {
      @Nullable Object[] values = new @Nullable Object[operands.length];
      Watch watch = new Watch(look);
      for (int i = 0; i < size; i++) {
        for (int k = 0; k < operands.length; k++) {
          values[k] = operands[k].get(i);
          watch.read(values[k]);
        }
        Object made = function.apply(values, look);
        watch.made(made);
        result.set(i, made);
      }
    };
  }

  /** Counts the characters of a batch. */
  private static final class Watch {
    private static final long MOST_MADE = Runtime.getRuntime().maxMemory() / 8;

    private final Runnable look;
    private long unlooked;
    private long made;

    Watch(Runnable look) {
      this.look = look;
    }

    void read(@Nullable Object value) {
      unlooked += value instanceof String text ? text.length() : 1;
      if (unlooked > UNLOOKED) {
        unlooked = 0;
        look.run();
      }
    }

    void made(@Nullable Object value) {
      if (value instanceof String text) {
        unlooked += text.length();
        made += text.length();
        if (made > MOST_MADE) {
          throw new StatementException(
              SqlState.OUT_OF_MEMORY,
              "the strings computed for one batch of rows don't fit in memory; make them"
                  + " shorter, or raise -Xmx");
        }
      }
    }
  }
}
