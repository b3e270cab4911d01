package io.github.wandbjdbc.engine.values.json.path;

import io.github.wandbjdbc.engine.values.json.document.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of a path: it makes items of an item, which the step after it goes on with. The methods
 * follow SQL/JSON's standard where it says something, and PostgreSQL where that differs.
 */
abstract class PathStep {
  private @Nullable PathStep next;

  /**
   * Takes the step from {@code item}, and all that follow.
   *
   * @param found where the items at the path's end go; null to ask only whether there is one, which
   *     ends at the first
   * @param unwrap whether a step that isn't for arrays is taken from an array's items instead
   * @return whether there is an item, as far as is known with {@code found}
   */
  abstract boolean run(
      Evaluation evaluation, JsonValue item, @Nullable List<JsonValue> found, boolean unwrap);

  /** Makes {@code step} the last one. Called by the parser alone. */
  final void append(PathStep step) {
    PathStep last = this;
    while (last.next != null) {
      last = last.next;
    }
    last.next = step;
  }

  /** The step after this one; null after the last. */
  final @Nullable PathStep next() {
    return next;
  }

  final boolean isLast() {
    return next == null;
  }

  /** Goes on with the next step from {@code item}, which is one of the answer if there is none. */
  final boolean proceed(Evaluation evaluation, JsonValue item, @Nullable List<JsonValue> found) {
    if (next != null) {
      return evaluation.run(next, item, found, evaluation.isLax());
    }
    if (found != null) {
      evaluation.add(found, item);
    }
    return true;
  }

  /** Takes this step from each of {@code items}. */
  final boolean runEach(
      Evaluation evaluation, List<JsonValue> items, @Nullable List<JsonValue> found) {
    boolean any = false;
    for (JsonValue item : items) {
      any = evaluation.run(this, item, found, false);
      if (any && found == null) {
        return true;
      }
    }
    return any;
  }

  /** Goes on with the next step from each of {@code items}. */
  final boolean proceedEach(
      Evaluation evaluation, List<JsonValue> items, @Nullable List<JsonValue> found) {
    boolean any = false;
    for (JsonValue item : items) {
      any = proceed(evaluation, item, found);
      if (any && found == null) {
        return true;
      }
    }
    return any;
  }
}
