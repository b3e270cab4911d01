package io.github.wandbjdbc.engine.values.json.path;

import io.github.wandbjdbc.engine.values.json.document.JsonValue;

/** A condition of a path. A fault in its operands makes it unknown. */
interface Predicate {
  Truth test(Evaluation evaluation, JsonValue item);
}
