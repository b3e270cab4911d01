package io.github.wandbjdbc.engine.values.json.path;

import io.github.wandbjdbc.engine.values.json.document.JsonNumber;
import io.github.wandbjdbc.engine.values.json.document.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first steps of paths. */
final class Origins {
  private Origins() {}

  /** {@code $}: the document. */
  static final class Root extends PathStep {
    @Override
    boolean run(
        Evaluation evaluation, JsonValue item, @Nullable List<JsonValue> found, boolean unwrap) {
      return evaluation.proceedInRoot(this, found);
    }
  }

  /** {@code @}: the item that a filter looks at. */
  static final class Current extends PathStep {
    @Override
    boolean run(
        Evaluation evaluation, JsonValue item, @Nullable List<JsonValue> found, boolean unwrap) {
      return proceed(evaluation, evaluation.current(), found);
    }
  }

  /** {@code last}: the greatest subscript. */
  static final class Last extends PathStep {
    @Override
    boolean run(
        Evaluation evaluation, JsonValue item, @Nullable List<JsonValue> found, boolean unwrap) {
      return proceed(evaluation, JsonNumber.of(evaluation.arraySize() - 1L), found);
    }
  }

  /** A value that is written in the path. */
  static final class Literal extends PathStep {
    private final JsonValue value;

    Literal(JsonValue value) {
      this.value = value;
    }

    JsonValue value() {
      return value;
    }

    @Override
    boolean run(
        Evaluation evaluation, JsonValue item, @Nullable List<JsonValue> found, boolean unwrap) {
      return proceed(evaluation, value, found);
    }
  }

  /** A predicate: true, false, or null where it is unknown. */
  static final class Condition extends PathStep {
    private final Predicate predicate;

    Condition(Predicate predicate) {
      this.predicate = predicate;
    }

    Predicate predicate() {
      return predicate;
    }

    @Override
    boolean run(
        Evaluation evaluation, JsonValue item, @Nullable List<JsonValue> found, boolean unwrap) {
      return proceed(evaluation, evaluation.test(predicate, item).item(), found);
    }
  }
}
