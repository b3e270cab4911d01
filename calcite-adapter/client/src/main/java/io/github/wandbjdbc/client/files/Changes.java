package io.github.wandbjdbc.client.files;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The changes of a log to its run's config or summary: values put, and paths removed before. */
final class Changes {
  private final JsonTree values = new JsonTree();
  private final Set<List<String>> removed = new LinkedHashSet<>();

  /** Adds the config or summary record that {@code in} holds up to its limit. */
  void read(CodedInputStream in) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> values.put(Item.read(in));
        case 2 -> remove(Item.read(in).path());
        default -> in.skipField(tag);
      }
    }
  }

  /** Makes the same changes in {@code tree}. */
  void applyTo(JsonTree tree) {
    removed.forEach(tree::remove);
    tree.putAll(values);
  }

  private void remove(List<String> path) {
    values.remove(path);
    removed.add(path);
  }
}
