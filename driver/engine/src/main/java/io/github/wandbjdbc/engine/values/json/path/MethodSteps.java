package io.github.wandbjdbc.engine.values.json.path;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.json.document.JsonArray;
import io.github.wandbjdbc.engine.values.json.document.JsonFault;
import io.github.wandbjdbc.engine.values.json.document.JsonMoment;
import io.github.wandbjdbc.engine.values.json.document.JsonNumber;
import io.github.wandbjdbc.engine.values.json.document.JsonNumbers;
import io.github.wandbjdbc.engine.values.json.document.JsonObject;
import io.github.wandbjdbc.engine.values.json.document.JsonText;
import io.github.wandbjdbc.engine.values.json.document.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The methods of items that have operands, or that make several items. */
final class MethodSteps {
  private MethodSteps() {}

  /** {@code .decimal(precision, scale)}, after {@code .decimal()}. */
  static final class Decimal extends PathStep {
    private final int precision;
    private final int scale;

    Decimal(int precision, int scale) {
      this.precision = precision;
      this.scale = scale;
    }

    @Override
    boolean run(
        Evaluation evaluation, JsonValue item, @Nullable List<JsonValue> found, boolean unwrap) {
      if (precision < 1 || precision > 1000 || scale < -1000 || scale > 1000) {
        throw new StatementException(
            SqlState.INVALID_VALUE,
            "JSON: .decimal(%d, %d): the precision is from 1 to 1000, the scale from -1000 to 1000"
                .formatted(precision, scale));
      }
      if (!(item instanceof JsonNumber number)) {
        throw new IllegalStateException("not a number");
      }
      BigDecimal value = number.value().setScale(scale, RoundingMode.HALF_UP);
      if (value.signum() != 0 && value.precision() > precision) {
        throw new JsonFault(
            "%s is not a valid value for .decimal(%d, %d)"
                .formatted(number.text(), precision, scale));
      }
      return proceed(evaluation, new JsonNumber(JsonNumbers.checked(value)), found);
    }
  }

  /** {@code .datetime()}, {@code .date()}, {@code .time(precision)} and the like. */
  static final class Moment extends PathStep {
    private final String name;
    private final JsonMoment.@Nullable Kind kind;
    private final int precision;

    /**
     * The method {@code name}.
     *
     * @param kind null for what the text says
     * @param precision below 0 for the text's
     */
    Moment(String name, JsonMoment.@Nullable Kind kind, int precision) {
      this.name = name;
      this.kind = kind;
      this.precision = precision;
    }

    @Override
    boolean run(
        Evaluation evaluation, JsonValue item, @Nullable List<JsonValue> found, boolean unwrap) {
      if (unwrap && item instanceof JsonArray array) {
        return runEach(evaluation, array.items(), found);
      }
      if (!(item instanceof JsonText text)) {
        throw new JsonFault(".%s() only takes strings".formatted(name));
      }
      JsonMoment moment = MomentReader.read(text.value());
      if (moment != null && kind != null) {
        moment = moment.as(kind);
      }
      if (moment == null) {
        throw new JsonFault(
            ".%s() doesn't know the format of \"%s\"".formatted(name, text.value()));
      }
      return proceed(
          evaluation, precision < 0 ? moment : moment.rounded(Math.min(precision, 6)), found);
    }
  }

  /** {@code .keyvalue()}: of each member an object of its key, its value and its object's id. */
  static final class KeyValue extends PathStep {
    private static final List<String> KEYS = List.of("key", "value", "id");

    @Override
    boolean run(
        Evaluation evaluation, JsonValue item, @Nullable List<JsonValue> found, boolean unwrap) {
      if (unwrap && item instanceof JsonArray array) {
        return runEach(evaluation, array.items(), found);
      }
      if (!(item instanceof JsonObject object)) {
        throw new JsonFault(".keyvalue() only takes objects");
      }
      boolean any = false;
      JsonNumber id = JsonNumber.of(evaluation.id(object));
      for (int i = 0; i < object.size(); i++) {
        JsonObject member =
            JsonObject.of(KEYS, List.of(new JsonText(object.key(i)), object.value(i), id));
        any = evaluation.proceedIn(member, this, found);
        if (any && found == null) {
          return true;
        }
      }
      return any;
    }
  }
}
