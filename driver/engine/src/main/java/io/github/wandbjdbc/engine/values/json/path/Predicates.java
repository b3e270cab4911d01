package io.github.wandbjdbc.engine.values.json.path;

import com.google.re2j.Pattern;
import io.github.wandbjdbc.engine.values.Order;
import io.github.wandbjdbc.engine.values.json.document.JsonLiteral;
import io.github.wandbjdbc.engine.values.json.document.JsonMoment;
import io.github.wandbjdbc.engine.values.json.document.JsonNumber;
import io.github.wandbjdbc.engine.values.json.document.JsonText;
import io.github.wandbjdbc.engine.values.json.document.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kinds of conditions. */
final class Predicates {
  private Predicates() {}

  record And(Predicate left, Predicate right) implements Predicate {
    @Override
    public Truth test(Evaluation evaluation, JsonValue item) {
      Truth first = evaluation.test(left, item);
      if (first == Truth.FALSE) {
        return first;
      }
      Truth second = evaluation.test(right, item);
      return second == Truth.TRUE ? first : second;
    }
  }

  record Or(Predicate left, Predicate right) implements Predicate {
    @Override
    public Truth test(Evaluation evaluation, JsonValue item) {
      Truth first = evaluation.test(left, item);
      if (first == Truth.TRUE) {
        return first;
      }
      Truth second = evaluation.test(right, item);
      return second == Truth.FALSE ? first : second;
    }
  }

  record Not(Predicate operand) implements Predicate {
    @Override
    public Truth test(Evaluation evaluation, JsonValue item) {
      return evaluation.test(operand, item).not();
    }
  }

  record IsUnknown(Predicate operand) implements Predicate {
    @Override
    public Truth test(Evaluation evaluation, JsonValue item) {
      return Truth.of(evaluation.test(operand, item) == Truth.UNKNOWN);
    }
  }

  record Exists(PathStep path) implements Predicate {
    @Override
    public Truth test(Evaluation evaluation, JsonValue item) {
      return evaluation.exists(path, item);
    }
  }

  record StartsWith(PathStep whole, PathStep initial) implements Predicate {
    @Override
    public Truth test(Evaluation evaluation, JsonValue item) {
      return pairs(
          evaluation,
          evaluation.itemsOfPredicate(whole, item, true),
          evaluation.itemsOfPredicate(initial, item, false),
          (left, right) ->
              left instanceof JsonText text && right instanceof JsonText start
                  ? Truth.of(text.value().startsWith(start.value()))
                  : Truth.UNKNOWN);
    }
  }

  record LikeRegex(PathStep operand, Pattern pattern) implements Predicate {
    private static final List<JsonValue> NO_OTHER = List.of(JsonLiteral.NULL);

    @Override
    public Truth test(Evaluation evaluation, JsonValue item) {
      return pairs(
          evaluation,
          evaluation.itemsOfPredicate(operand, item, true),
          NO_OTHER,
          (value, none) -> {
            if (value instanceof JsonText text) {
              evaluation.look();
              return Truth.of(pattern.matcher(text.value()).find());
            }
            return Truth.UNKNOWN;
          });
    }
  }

  /** The comparisons that there are. */
  enum Comparator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    GREATER,
    LESS_OR_EQUAL,
    GREATER_OR_EQUAL;

    private boolean holds(int order) {
      return switch (this) {
        case EQUAL -> order == 0;
        case NOT_EQUAL -> order != 0;
        case LESS -> order < 0;
        case GREATER -> order > 0;
        case LESS_OR_EQUAL -> order <= 0;
        case GREATER_OR_EQUAL -> order >= 0;
      };
    }
  }

  record Comparison(Comparator comparator, PathStep left, PathStep right) implements Predicate {
    @Override
    public Truth test(Evaluation evaluation, JsonValue item) {
      return pairs(
          evaluation,
          evaluation.itemsOfPredicate(left, item, true),
          evaluation.itemsOfPredicate(right, item, true),
          this::compare);
    }

    private Truth compare(JsonValue a, JsonValue b) {
      if (a == JsonLiteral.NULL || b == JsonLiteral.NULL) {
        // null is another value than all others, and neither before nor after them.
        return a == b
            ? Truth.of(comparator.holds(0))
            : Truth.of(comparator == Comparator.NOT_EQUAL);
      }
      Integer order = order(a, b);
      return order == null ? Truth.UNKNOWN : Truth.of(comparator.holds(order));
    }

    private static @Nullable Integer order(JsonValue a, JsonValue b) {
      if (a instanceof JsonNumber left && b instanceof JsonNumber right) {
        return left.value().compareTo(right.value());
      }
      if (a instanceof JsonText left && b instanceof JsonText right) {
        return Order.compare(left.value(), right.value());
      }
      if (a instanceof JsonLiteral left && b instanceof JsonLiteral right) {
        return Boolean.compare(left == JsonLiteral.TRUE, right == JsonLiteral.TRUE);
      }
      return a instanceof JsonMoment left && b instanceof JsonMoment right
          ? left.compare(right)
          : null;
    }
  }

  /** A test of each pair of items. */
  @FunctionalInterface
  private interface Pair {
    Truth test(JsonValue left, JsonValue right);
  }

  /**
   * Whether {@code test} holds for some pair. In strict mode all pairs are looked at, and one that
   * can't be compared makes the whole unknown; in lax mode the first that holds decides.
   */
  private static Truth pairs(
      Evaluation evaluation,
      @Nullable List<JsonValue> left,
      @Nullable List<JsonValue> right,
      Pair test) {
    if (left == null || right == null) {
      return Truth.UNKNOWN;
    }
    Truth result = Truth.FALSE;
    for (JsonValue a : left) {
      for (JsonValue b : right) {
        evaluation.turn();
        Truth truth = test.test(a, b);
        if (truth == (evaluation.isLax() ? Truth.TRUE : Truth.UNKNOWN)) {
          return truth;
        }
        if (truth != Truth.FALSE) {
          result = truth;
        }
      }
    }
    return result;
  }
}
