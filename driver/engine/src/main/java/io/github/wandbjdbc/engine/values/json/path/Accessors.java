package io.github.wandbjdbc.engine.values.json.path;

import io.github.wandbjdbc.engine.values.json.document.JsonArray;
import io.github.wandbjdbc.engine.values.json.document.JsonFault;
import io.github.wandbjdbc.engine.values.json.document.JsonObject;
import io.github.wandbjdbc.engine.values.json.document.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps into objects, and those that filter. */
final class Accessors {
  private Accessors() {}

  /** {@code .key}. */
  static final class Member extends PathStep {
    private final String key;

    Member(String key) {
      this.key = key;
    }

    String key() {
      return key;
    }

    @Override
    boolean run(
        Evaluation evaluation, JsonValue item, @Nullable List<JsonValue> found, boolean unwrap) {
      if (item instanceof JsonObject object) {
        JsonValue value = object.get(key);
        if (value != null) {
          return proceed(evaluation, value, found);
        }
        if (!evaluation.passesOverStructure()) {
          throw new JsonFault("the object has no key \"%s\"".formatted(key));
        }
        return false;
      }
      if (unwrap && item instanceof JsonArray array) {
        return runEach(evaluation, array.items(), found);
      }
      if (!evaluation.passesOverStructure()) {
        throw new JsonFault(".%s is applied to a value that is not an object".formatted(key));
      }
      return false;
    }
  }

  /** {@code .*}. */
  static final class AnyMember extends PathStep {
    @Override
    boolean run(
        Evaluation evaluation, JsonValue item, @Nullable List<JsonValue> found, boolean unwrap) {
      if (item instanceof JsonObject object) {
        return proceedEach(evaluation, object.values(), found);
      }
      if (unwrap && item instanceof JsonArray array) {
        return runEach(evaluation, array.items(), found);
      }
      if (!evaluation.passesOverStructure()) {
        throw new JsonFault(".* is applied to a value that is not an object");
      }
      return false;
    }
  }

  /** {@code .**}: the item, its members and items, theirs, and so on, each before its own. */
  static final class Descendants extends PathStep {
    /** Stands for {@code last}. */
    static final int DEEPEST = Integer.MAX_VALUE;

    private final int first;
    private final int last;

    Descendants(int first, int last) {
      this.first = first;
      this.last = last;
    }

    @Override
    boolean run(
        Evaluation evaluation, JsonValue item, @Nullable List<JsonValue> found, boolean unwrap) {
      boolean any = false;
      if (first == 0) {
        any = evaluation.proceedLeniently(this, item, found, !item.isScalar());
        if (any && found == null) {
          return true;
        }
      }
      return item.isScalar() ? any : descend(evaluation, inner(item), found, 1);
    }

    private static List<JsonValue> inner(JsonValue item) {
      return item instanceof JsonArray array
          ? array.items()
          : item instanceof JsonObject object ? object.values() : new ArrayList<>();
    }

    private boolean descend(
        Evaluation evaluation, List<JsonValue> values, @Nullable List<JsonValue> found, int level) {
      boolean any = false;
      if (level > last) {
        return false;
      }
      for (JsonValue value : values) {
        evaluation.turn();
        boolean leavesAlone = first == DEEPEST && last == DEEPEST;
        if (level >= first || (leavesAlone && value.isScalar())) {
          any = evaluation.proceedLeniently(this, value, found, false);
          if (any && found == null) {
            return true;
          }
        }
        if (level < last && !value.isScalar()) {
          any = descend(evaluation, inner(value), found, level + 1);
          if (any && found == null) {
            return true;
          }
        }
      }
      return any;
    }
  }

  /** {@code ?(predicate)}. */
  static final class Filter extends PathStep {
    private final Predicate predicate;

    Filter(Predicate predicate) {
      this.predicate = predicate;
    }

    @Override
    boolean run(
        Evaluation evaluation, JsonValue item, @Nullable List<JsonValue> found, boolean unwrap) {
      if (unwrap && item instanceof JsonArray array) {
        return runEach(evaluation, array.items(), found);
      }
      return evaluation.filter(predicate, item) == Truth.TRUE && proceed(evaluation, item, found);
    }
  }
}
