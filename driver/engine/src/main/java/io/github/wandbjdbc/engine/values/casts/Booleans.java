package io.github.wandbjdbc.engine.values.casts;

import static io.github.wandbjdbc.engine.values.Kernels.bool;

import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** Casts to BOOLEAN. */
final class Booleans {
  private Booleans() {}

  static @Nullable Conversion from(RelDataType from) {
    return switch (from.getSqlTypeName()) {
      case BOOLEAN -> Conversion.NONE;
      case INTEGER -> value -> bool((Long) value != 0);
      case CHAR, VARCHAR -> value -> bool(read((String) value));
      default -> null;
    };
  }

  /** True and false, yes and no, and their beginnings; on, off and of; 1 and 0. */
  private static boolean read(String text) {
    String word = NumberTexts.stripped(text).toLowerCase(Locale.ROOT);
    if (!word.isEmpty()) {
      if ("true".startsWith(word) || "yes".startsWith(word)) {
        return true;
      }
      if ("false".startsWith(word) || "no".startsWith(word)) {
        return false;
      }
    }
    return switch (word) {
      case "on", "1" -> true;
      case "off", "of", "0" -> false;
      default -> throw NumberTexts.wrong(text, "boolean");
    };
  }
}
