package io.github.wandbjdbc.client.values;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Tells maps, whose values are values of their own, from objects that are a value as a whole. */
public final class Nesting {
  /** Deeper maps stay JSON text; nobody writes out a column name of so many parts. */
  public static final int MAX_DEPTH = 20;

  private Nesting() {}

  /**
   * Whether the JSON object {@code json} is a map of other values: neither empty, nor a media
   * object or a histogram, nor too deep.
   *
   * @param depth how many names lead to it
   */
  public static boolean isMap(String json, int depth) throws IOException {
    return depth < MAX_DEPTH && !json.equals("{}") && !isMedia(json);
  }

  /** Media objects and histograms say what they are in {@code _type}. */
  public static boolean isMedia(String json) throws IOException {
    try (JsonParser parser = Json.factory().createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean says = parser.currentName().equals("_type");
        if (parser.nextToken() == JsonToken.VALUE_STRING && says) {
          return true;
        }
        parser.skipChildren();
      }
      return false;
    }
  }
}
