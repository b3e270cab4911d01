package io.github.wandbjdbc.engine.values.json.path;

import io.github.wandbjdbc.engine.values.json.document.JsonArray;
import io.github.wandbjdbc.engine.values.json.document.JsonFault;
import io.github.wandbjdbc.engine.values.json.document.JsonNumber;
import io.github.wandbjdbc.engine.values.json.document.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps into arrays. */
final class ArraySteps {
  private ArraySteps() {}

  /** {@code [*]}. */
  static final class Elements extends PathStep {
    @Override
    boolean run(
        Evaluation evaluation, JsonValue item, @Nullable List<JsonValue> found, boolean unwrap) {
      if (item instanceof JsonArray array) {
        return proceedEach(evaluation, array.items(), found);
      }
      if (evaluation.isLax()) {
        return proceed(evaluation, item, found);
      }
      if (!evaluation.passesOverStructure()) {
        throw new JsonFault("[*] is applied to a value that is not an array");
      }
      return false;
    }
  }

  /**
   * One subscript, or a range.
   *
   * @param to null for one
   */
  record Subscript(PathStep from, @Nullable PathStep to) {}

  /** {@code [1, 3 to last]}. */
  static final class Subscripts extends PathStep {
    private final List<Subscript> subscripts;

    Subscripts(List<Subscript> subscripts) {
      this.subscripts = subscripts;
    }

    List<Subscript> subscripts() {
      return subscripts;
    }

    @Override
    boolean run(
        Evaluation evaluation, JsonValue item, @Nullable List<JsonValue> found, boolean unwrap) {
      List<JsonValue> items;
      if (item instanceof JsonArray array) {
        items = array.items();
      } else if (evaluation.isLax()) {
        items = List.of(item);
      } else if (evaluation.passesOverStructure()) {
        return false;
      } else {
        throw new JsonFault("a subscript is applied to a value that is not an array");
      }
      boolean any = false;
      for (Subscript subscript : subscripts) {
        int from = index(evaluation, subscript.from(), item, items.size());
        int to =
            subscript.to() == null ? from : index(evaluation, subscript.to(), item, items.size());
        boolean isOutside = from < 0 || from > to || to >= items.size();
        if (isOutside && !evaluation.passesOverStructure()) {
          throw new JsonFault("a subscript is out of the array's bounds");
        }
        int end = Math.min(to, items.size() - 1);
        any = false;
        for (int i = Math.max(0, from); i <= end; i++) {
          any = proceed(evaluation, items.get(i), found);
          if (any && found == null) {
            return true;
          }
        }
      }
      return any;
    }

    private static int index(Evaluation evaluation, PathStep step, JsonValue item, int size) {
      List<JsonValue> values = evaluation.subscript(step, item, size);
      if (values.size() != 1 || !(values.get(0) instanceof JsonNumber number)) {
        throw new JsonFault("a subscript is not one number");
      }
      BigDecimal index = number.value().setScale(0, RoundingMode.DOWN);
      if (index.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
        throw new JsonFault("a subscript is out of the range of INTEGER");
      }
      return index.intValue();
    }
  }
}
