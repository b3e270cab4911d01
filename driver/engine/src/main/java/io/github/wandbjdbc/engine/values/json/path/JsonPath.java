package io.github.wandbjdbc.engine.values.json.path;

import io.github.wandbjdbc.engine.values.json.document.JsonFault;
import io.github.wandbjdbc.engine.values.json.document.JsonValue;
import java.util.List;

/** A path into a document, as SQL/JSON has it. Immutable. */
public final class JsonPath {
  private final PathStep start;
  private final boolean lax;

  private JsonPath(PathStep start, boolean lax) {
    this.start = start;
    this.lax = lax;
  }

  /** The path {@code text}; 42601 if it isn't one. */
  public static JsonPath of(String text) {
    PathParser parser = new PathParser(text);
    boolean strict = parser.isStrict();
    return new JsonPath(parser.path(), !strict);
  }

  /** Where it begins. */
  PathStep start() {
    return start;
  }

  /**
   * All items that it finds in {@code document}.
   *
   * @param silent whether the caller makes a value of a fault
   * @throws JsonFault if it doesn't fit the document
   */
  public List<JsonValue> items(JsonValue document, boolean silent, Runnable look) {
    return new Evaluation(document, lax, silent, look).items(start, document, false);
  }

  /** Whether it finds anything in {@code document}; the same holds. */
  public boolean exists(JsonValue document, boolean silent, Runnable look) {
    return lax
        ? new Evaluation(document, lax, silent, look).run(start, document, null, true)
        : !items(document, silent, look).isEmpty();
  }
}
