package io.github.wandbjdbc.engine.values.json.path;

import io.github.wandbjdbc.engine.values.json.document.JsonArray;
import io.github.wandbjdbc.engine.values.json.document.JsonFault;
import io.github.wandbjdbc.engine.values.json.document.JsonLimits;
import io.github.wandbjdbc.engine.values.json.document.JsonObject;
import io.github.wandbjdbc.engine.values.json.document.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One evaluation of a path on a document: what its steps share. */
final class Evaluation {
  private final JsonValue root;
  private final boolean lax;
  private final boolean silent;
  private final Runnable look;
  private JsonValue current;
  private boolean passesOverStructure;
  private int arraySize = -1;
  private int depth;
  private int predicates;
  private int turns;
  private int items;
  private final ObjectIds rootIds;
  private ObjectIds ids;
  private long madeObjects;

  /**
   * An evaluation on {@code root}.
   *
   * @param silent whether a fault will be made a value of
   */
  Evaluation(JsonValue root, boolean lax, boolean silent, Runnable look) {
    this.root = root;
    this.current = root;
    this.lax = lax;
    this.silent = silent;
    this.passesOverStructure = lax;
    this.look = look;
    this.rootIds = new ObjectIds(root, 0);
    this.ids = rootIds;
  }

  /** The value of {@code @}. */
  JsonValue current() {
    return current;
  }

  boolean isLax() {
    return lax;
  }

  /** Whether what isn't there is passed over; otherwise it is a fault. */
  boolean passesOverStructure() {
    return passesOverStructure;
  }

  /** How many items the array has whose subscript is being evaluated. */
  int arraySize() {
    return arraySize;
  }

  /** Takes {@code step} from {@code item}. */
  boolean run(PathStep step, JsonValue item, @Nullable List<JsonValue> found, boolean unwrap) {
    enter();
    boolean any = step.run(this, item, found, unwrap);
    depth--;
    return any;
  }

  /** Tests {@code predicate} on {@code item}. */
  Truth test(Predicate predicate, JsonValue item) {
    enter();
    Truth truth = predicate.test(this, item);
    depth--;
    return truth;
  }

  private void enter() {
    turn();
    if (++depth > JsonLimits.EVALUATION_DEPTH) {
      throw JsonLimits.tooDeep("a path, or the document that it is evaluated on,");
    }
  }

  /** To be called in each turn of a loop. */
  void turn() {
    if (++turns % 1024 == 0) {
      look.run();
    }
  }

  /** Looks at once, before something that takes a while. */
  void look() {
    look.run();
  }

  /** Takes {@code step} with {@code size} as that of the innermost array. */
  List<JsonValue> subscript(PathStep step, JsonValue item, int size) {
    int outer = arraySize;
    arraySize = size;
    try {
      return items(step, item, false);
    } finally {
      arraySize = outer;
    }
  }

  /**
   * Goes on after {@code step} with what isn't there passed over. As in PostgreSQL, a fault is
   * forgotten if {@code forgiving} and none is thrown to the outside.
   *
   * @return whether there is an item
   */
  boolean proceedLeniently(
      PathStep step, JsonValue item, @Nullable List<JsonValue> found, boolean forgiving) {
    boolean outer = passesOverStructure;
    int outerDepth = depth;
    passesOverStructure = true;
    try {
      return step.proceed(this, item, found);
    } catch (JsonFault e) {
      if (!forgiving || (!silent && predicates == 0)) {
        throw e;
      }
      depth = outerDepth;
      return false;
    } finally {
      passesOverStructure = outer;
    }
  }

  /** Tests {@code predicate} with {@code item} as {@code @}. */
  Truth filter(Predicate predicate, JsonValue item) {
    JsonValue outer = current;
    current = item;
    try {
      return test(predicate, item);
    } finally {
      current = outer;
    }
  }

  /** All items that {@code step} makes of {@code item}; with the items of arrays in their place. */
  List<JsonValue> items(PathStep step, JsonValue item, boolean unwrapped) {
    List<JsonValue> all = new ArrayList<>();
    run(step, item, all, lax);
    if (!unwrapped || !lax || all.stream().noneMatch(JsonArray.class::isInstance)) {
      return all;
    }
    List<JsonValue> flat = new ArrayList<>();
    for (JsonValue value : all) {
      if (value instanceof JsonArray array) {
        for (JsonValue inner : array.items()) {
          add(flat, inner);
        }
      } else {
        add(flat, value);
      }
    }
    return flat;
  }

  /** The same for an operand of a predicate; null after a fault. */
  @Nullable List<JsonValue> itemsOfPredicate(PathStep step, JsonValue item, boolean unwrapped) {
    int outer = depth;
    predicates++;
    try {
      return items(step, item, unwrapped);
    } catch (JsonFault e) {
      depth = outer;
      return null;
    } finally {
      predicates--;
    }
  }

  /** Whether {@code step} makes an item of {@code item}; unknown after a fault. */
  Truth exists(PathStep step, JsonValue item) {
    if (!lax) {
      // Whether there is a fault is known only once all items are.
      List<JsonValue> all = itemsOfPredicate(step, item, false);
      return all == null ? Truth.UNKNOWN : Truth.of(!all.isEmpty());
    }
    int outer = depth;
    predicates++;
    try {
      return Truth.of(run(step, item, null, true));
    } catch (JsonFault e) {
      depth = outer;
      return Truth.UNKNOWN;
    } finally {
      predicates--;
    }
  }

  /** An id that distinguishes {@code object} from the others. */
  long id(JsonObject object) {
    return ids.of(object);
  }

  /** Goes on after {@code step} with {@code made}, which is a document of its own. */
  boolean proceedIn(JsonObject made, PathStep step, @Nullable List<JsonValue> found) {
    ObjectIds outer = ids;
    ids = new ObjectIds(made, ++madeObjects);
    try {
      return step.proceed(this, made, found);
    } finally {
      ids = outer;
    }
  }

  /** Goes on after {@code step}, which is {@code $}. */
  boolean proceedInRoot(PathStep step, @Nullable List<JsonValue> found) {
    ObjectIds outer = ids;
    ids = rootIds;
    try {
      return step.proceed(this, root, found);
    } finally {
      ids = outer;
    }
  }

  /** Adds {@code item} to {@code found}. */
  void add(List<JsonValue> found, JsonValue item) {
    turn();
    if (++items > JsonLimits.VALUES) {
      throw JsonLimits.tooLarge("the number of items that a path finds", JsonLimits.VALUES);
    }
    found.add(item);
  }
}
