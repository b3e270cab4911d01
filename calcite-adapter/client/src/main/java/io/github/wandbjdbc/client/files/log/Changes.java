package io.github.wandbjdbc.client.files.log;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The changes of a log to its run's config or summary: values put, and paths removed before. */
public final class Changes {
  /** A config or summary that takes more of the memory is none that a program logs by intent. */
  public static final long MAX_CHARACTERS =
      Math.max(1 << 20, Runtime.getRuntime().maxMemory() / 64);

  private final boolean mapsReplace;
  private final JsonTree values = new JsonTree();

  /** Values that aren't in the tree yet, since a summary is put anew at each step. Maps too. */
  private final Map<List<String>, String> latest = new LinkedHashMap<>();

  /** The first names of {@link #latest}: of values, and of objects around them. */
  private final Set<String> valueNames = new HashSet<>();

  private final Set<String> objectNames = new HashSet<>();

  private final LogItemReader reader = new LogItemReader();
  private int faults;
  private long characters;
  private boolean isFull;
  private final Set<List<String>> removed = new LinkedHashSet<>();

  private Changes(boolean mapsReplace) {
    this.mapsReplace = mapsReplace;
  }

  /** Of a config, where a map that is put merges with one that is there. */
  public static Changes ofConfig() {
    return new Changes(false);
  }

  /** Of a summary, where a map that is put takes the place of what is there. */
  public static Changes ofSummary() {
    return new Changes(true);
  }

  /** Adds a config or summary record. */
  public void read(LogRecord record) throws IOException {
    read(record.payload(), in -> reader.read(record, in));
  }

  /** Adds the config or summary record that {@code in} holds up to its limit. */
  public void read(MessageReader in) throws IOException {
    read(in, LogItemReader::read);
  }

  /** Whether some of the values were left out, since memory has no room for all. */
  public boolean isCut() {
    return isFull;
  }

  /** Ends the reading; tells how many of the values are none. */
  public int end() {
    settle();
    return faults;
  }

  private void settle() {
    for (Map.Entry<List<String>, String> value : latest.entrySet()) {
      try {
        putNow(new Item(value.getKey(), value.getValue()));
      } catch (IOException e) {
        faults++;
      }
    }
    latest.clear();
    valueNames.clear();
    objectNames.clear();
  }

  /** About how many bytes it takes in memory, once the reading has ended. */
  public long weight() {
    return values.weight() + 200L * removed.size();
  }

  /** Makes the same changes in {@code tree}. */
  public void applyTo(JsonTree tree) {
    removed.forEach(tree::remove);
    tree.putAll(values);
  }

  private void putNow(Item item) throws IOException {
    if (!mapsReplace) {
      values.put(item);
      return;
    }
    if (item.isObject()) {
      removed.add(item.path());
    }
    values.replace(item);
  }

  @FunctionalInterface
  private interface Reader {
    Item read(MessageReader in) throws IOException;
  }

  private void read(MessageReader in, Reader items) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (MessageReader.field(tag)) {
        case 1 -> put(items.read(in));
        case 2 -> remove(items.read(in).path());
        default -> in.skipField(tag);
      }
    }
  }

  private void put(Item item) throws IOException {
    List<String> path = item.path();
    if (!hasRoom(item)) {
      return;
    }
    if (path.size() > 2 || (item.isObject() && !mapsReplace)) {
      settle();
      putNow(item);
      return;
    }
    if (latest.replace(path, item.json()) != null) {
      return;
    }
    boolean isValue = path.size() == 1;
    if ((isValue ? objectNames : valueNames).contains(path.get(0))) {
      // A value takes the place of an object, or the other way round.
      settle();
    }
    (isValue ? valueNames : objectNames).add(path.get(0));
    latest.put(path, item.json());
  }

  /** Whether memory has room for {@code item}; what takes the place of something needs none. */
  private boolean hasRoom(Item item) {
    String before = item.path().size() > 2 ? null : latest.get(item.path());
    long more = (long) item.json().length() - (before == null ? 0 : before.length());
    if (characters + more + JsonTree.OF_AN_ENTRY > MAX_CHARACTERS && !isFull) {
      // What was replaced in the tree was counted as well.
      settle();
      characters = values.weight();
    }
    if (characters + more + JsonTree.OF_AN_ENTRY > MAX_CHARACTERS) {
      isFull = true;
      return false;
    }
    characters += more + (before == null ? JsonTree.OF_AN_ENTRY : 0);
    return true;
  }

  private void remove(List<String> path) {
    settle();
    values.remove(path);
    removed.add(path);
  }
}
