package io.github.wandbjdbc.engine.values.json;

import io.github.wandbjdbc.engine.values.Column;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.json.document.JsonReader;
import io.github.wandbjdbc.engine.values.json.document.JsonValue;
import io.github.wandbjdbc.engine.values.json.path.JsonPath;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents and paths for one call of a kernel. It remembers the last of each, since they
 * often come again: a path is a constant, and a run's document is the same in all its rows.
 */
final class Documents {
  private final Runnable look;
  private @Nullable String documentText;
  private @Nullable JsonValue document;
  private @Nullable String pathText;
  private @Nullable JsonPath path;

  Documents(Runnable look) {
    this.look = look;
  }

  /** Computes a value of the operands of one row. */
  @FunctionalInterface
  interface Body {
    /** The value, null for NULL. */
    @Nullable Object apply(@Nullable Object[] operands, Documents documents);
  }

  /**
   * A kernel of {@code body}.
   *
   * @param required how many operands, from the first on, make NULL if they are it
   */
  static Kernel kernel(int required, Body body) {
    return (operands, size, result, look) -> {
      Documents documents = new Documents(look);
      @Nullable Object[] values = new @Nullable Object[operands.length];
      for (int i = 0; i < size; i++) {
        if ((i & 63) == 63) {
          look.run();
        }
        result.set(i, read(operands, i, values, required) ? body.apply(values, documents) : null);
      }
    };
  }

  private static boolean read(
      Column[] operands, int place, @Nullable Object[] values, int required) {
    for (int k = 0; k < operands.length; k++) {
      values[k] = operands[k].get(place);
      if (values[k] == null && k < required) {
        return false;
      }
    }
    return true;
  }

  Runnable look() {
    return look;
  }

  /** The value of {@code text}, a text that isn't NULL. */
  JsonValue document(@Nullable Object text) {
    String wanted = (String) text;
    if (wanted == null) {
      throw new IllegalArgumentException("NULL is not a document");
    }
    JsonValue known = document;
    if (known == null || !wanted.equals(documentText)) {
      known = JsonReader.read(wanted, look);
      document = known;
      documentText = wanted;
    }
    return known;
  }

  /** The path {@code text}, a text that isn't NULL. */
  JsonPath path(@Nullable Object text) {
    String wanted = (String) text;
    if (wanted == null) {
      throw new IllegalArgumentException("NULL is not a path");
    }
    JsonPath known = path;
    if (known == null || !wanted.equals(pathText)) {
      known = JsonPath.of(wanted);
      path = known;
      pathText = wanted;
    }
    return known;
  }
}
