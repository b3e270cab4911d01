package io.github.wandbjdbc.engine.values.json.path;

import io.github.wandbjdbc.engine.values.json.document.JsonArray;
import io.github.wandbjdbc.engine.values.json.document.JsonFault;
import io.github.wandbjdbc.engine.values.json.document.JsonLiteral;
import io.github.wandbjdbc.engine.values.json.document.JsonMoment;
import io.github.wandbjdbc.engine.values.json.document.JsonNumber;
import io.github.wandbjdbc.engine.values.json.document.JsonNumbers;
import io.github.wandbjdbc.engine.values.json.document.JsonText;
import io.github.wandbjdbc.engine.values.json.document.JsonValue;
import io.github.wandbjdbc.engine.values.json.document.JsonWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A method of an item that makes one item of it, such as {@code .double()}. */
enum ItemMethod {
  TYPE,
  SIZE,
  ABS,
  FLOOR,
  CEILING,
  DOUBLE,
  BIGINT,
  INTEGER,
  NUMBER,
  DECIMAL,
  BOOLEAN,
  STRING;

  /** As it is written. */
  private String text() {
    return "." + name().toLowerCase(Locale.ROOT) + "()";
  }

  private JsonFault notOf(String what) {
    return new JsonFault("%s is of %s".formatted(text(), what));
  }

  private JsonFault invalid(String value) {
    String shown = value.length() > 60 ? value.substring(0, 60) + "…" : value;
    return new JsonFault("\"%s\" is not a valid value for %s".formatted(shown, text()));
  }

  /** The value of it for {@code item}; {@link #TYPE} and {@link #SIZE} take any. */
  private JsonValue of(JsonValue item) {
    return switch (this) {
      case TYPE -> new JsonText(item.type());
      case SIZE -> JsonNumber.of(item instanceof JsonArray array ? array.size() : 1);
      case ABS -> new JsonNumber(number(item).abs());
      case FLOOR -> new JsonNumber(number(item).setScale(0, RoundingMode.FLOOR));
      case CEILING -> new JsonNumber(number(item).setScale(0, RoundingMode.CEILING));
      case DOUBLE -> toDouble(item);
      case BIGINT -> toWhole(item, Long.MIN_VALUE, Long.MAX_VALUE);
      case INTEGER -> toWhole(item, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case NUMBER, DECIMAL -> toDecimal(item);
      case BOOLEAN -> toBoolean(item);
      case STRING -> toText(item);
    };
  }

  private BigDecimal number(JsonValue item) {
    if (item instanceof JsonNumber number) {
      return number.value();
    }
    throw notOf("numbers alone");
  }

  private JsonValue toDouble(JsonValue item) {
    if (item instanceof JsonNumber number) {
      if (!JsonNumbers.isDouble(number.value())) {
        throw invalid(number.text());
      }
      return number;
    }
    if (item instanceof JsonText text) {
      BigDecimal value = JsonNumbers.ofDouble(text.value());
      if (value == null) {
        throw invalid(text.value());
      }
      return new JsonNumber(value);
    }
    throw notOf("numbers and texts alone");
  }

  private JsonValue toWhole(JsonValue item, long least, long most) {
    BigDecimal value = null;
    if (item instanceof JsonNumber number) {
      value = number.value().setScale(0, RoundingMode.HALF_UP);
    } else if (item instanceof JsonText text) {
      value = JsonNumbers.whole(text.value());
    } else {
      throw notOf("numbers and texts alone");
    }
    if (value == null
        || value.compareTo(BigDecimal.valueOf(least)) < 0
        || value.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw invalid(JsonWriter.text(item));
    }
    return new JsonNumber(value);
  }

  private JsonValue toDecimal(JsonValue item) {
    if (item instanceof JsonNumber) {
      return item;
    }
    if (item instanceof JsonText text) {
      BigDecimal value = JsonNumbers.decimal(text.value());
      if (value == null) {
        throw invalid(text.value());
      }
      return new JsonNumber(value);
    }
    throw notOf("numbers and texts alone");
  }

  private JsonValue toBoolean(JsonValue item) {
    if (item == JsonLiteral.TRUE || item == JsonLiteral.FALSE) {
      return item;
    }
    if (item instanceof JsonNumber number) {
      BigDecimal value = number.value();
      if (value.scale() > 0 || value.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
        throw invalid(number.text());
      }
      return JsonLiteral.of(value.signum() != 0);
    }
    if (item instanceof JsonText text) {
      Boolean value = truth(text.value());
      if (value == null) {
        throw invalid(text.value());
      }
      return JsonLiteral.of(value);
    }
    throw notOf("booleans, numbers and texts alone");
  }

  /** By the beginnings of true, false, yes, no, on and off, and 1 and 0. */
  private static @Nullable Boolean truth(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (word.isEmpty()) {
      return null;
    }
    if ("true".startsWith(word)
        || "yes".startsWith(word)
        || word.equals("on")
        || word.equals("1")) {
      return true;
    }
    boolean isFalse =
        "false".startsWith(word)
            || "no".startsWith(word)
            || word.equals("of")
            || word.equals("off")
            || word.equals("0");
    return isFalse ? false : null;
  }

  private JsonValue toText(JsonValue item) {
    if (item instanceof JsonText) {
      return item;
    }
    if (item instanceof JsonNumber number) {
      return new JsonText(number.text());
    }
    if (item instanceof JsonMoment moment) {
      return new JsonText(moment.isoText());
    }
    if (item instanceof JsonLiteral literal && literal != JsonLiteral.NULL) {
      return new JsonText(literal.text());
    }
    throw notOf("booleans, numbers, texts, dates and times alone");
  }

  /** The step that calls this one. */
  PathStep step() {
    return new Step(this);
  }

  private static final class Step extends PathStep {
    private final ItemMethod method;

    Step(ItemMethod method) {
      this.method = method;
    }

    @Override
    boolean run(
        Evaluation evaluation, JsonValue item, @Nullable List<JsonValue> found, boolean unwrap) {
      if (method == SIZE && !(item instanceof JsonArray) && !evaluation.isLax()) {
        if (evaluation.passesOverStructure()) {
          return false;
        }
        throw method.notOf("arrays alone");
      }
      if (unwrap && method != TYPE && method != SIZE && item instanceof JsonArray array) {
        return runEach(evaluation, array.items(), found);
      }
      return proceed(evaluation, method.of(item), found);
    }
  }
}
