package io.github.wandbjdbc.client.files;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A value and where it belongs: of a history row, a config, a summary or a sample of system
 * metrics.
 *
 * @param path the names of the objects around it and its own; a name may hold dots
 * @param json the value as JSON text in which bare {@code NaN} and {@code Infinity} may occur
 */
record Item(List<String> path, String json) {
  /** Deeper paths are none that a writer makes; they would only exhaust the stack. */
  private static final int MAX_DEPTH = 100;

  /** Reads the item that is the next member of {@code in}. */
  static Item read(CodedInputStream in) throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    String key = "";
    String first = "";
    List<String> path = List.of();
    String json = "null";
    int depth = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> key = in.readString();
        case 2 -> {
          depth++;
          if (depth == 1) {
            first = in.readString();
          } else {
            path = depth == 2 ? new ArrayList<>(List.of(first)) : path;
            path.add(in.readString());
          }
        }
        case 16 -> json = in.readString();
        default -> in.skipField(tag);
      }
    }
    in.popLimit(limit);
    if (depth > MAX_DEPTH) {
      throw new IOException("a path of %d names".formatted(depth));
    }
    return new Item(
        depth == 0 ? List.of(key) : depth == 1 ? List.of(first) : List.copyOf(path), json);
  }

  /** Whether the value is an object, to be merged with what else lies under its path. */
  boolean isObject() {
    return first() == '{';
  }

  /** The first character of the value, which tells its type. */
  char first() {
    for (int i = 0; i < json.length(); i++) {
      if (json.charAt(i) > ' ') {
        return json.charAt(i);
      }
    }
    return 'n';
  }
}
