package io.github.wandbjdbc.client.files.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads items. Nearly all of a log are the same few names again and again, mostly in the same
 * order, so they are recognized by the bytes before their values: first the name that followed the
 * one before the last time, then the others.
 */
public final class LogItemReader {
  /** Deeper paths are none that a writer makes; they would only exhaust the stack. */
  private static final int MAX_DEPTH = 100;

  /** So many names are recognized, of so many bytes at the most. */
  private static final int MAX_NAMES = 10_000;

  private static final int MAX_HEAD = 1000;

  /** So many names are tried, of those that didn't follow the one before. */
  private static final int TRIED_NAMES = 20;

  private static final int VALUE = 16;

  private final Map<List<String>, Name> names = new HashMap<>();

  /** Those that are tried. */
  private final List<Name> first = new ArrayList<>();

  private @Nullable Name last;

  /** The path of items. */
  private static final class Name {
    /** Their bytes up to the length of the value. */
    final byte[] head;

    final List<String> path;
    @Nullable Name next;

    Name(byte[] head, List<String> path) {
      this.head = head;
      this.path = path;
    }
  }

  /** Reads the item that is the next member of {@code in}, the payload of {@code record}. */
  public Item read(LogRecord record, MessageReader in) throws IOException {
    int size = in.readInt32();
    int start = record.offsetOf(in);
    Name name = known(record, start, size);
    String json = name == null ? null : value(record, start + name.head.length, start + size);
    if (name == null || json == null) {
      Parts parts = new Parts(in, size);
      Item item = parts.item();
      if (name == null) {
        add(item.path(), parts, record, start);
      }
      return item;
    }
    in.skipBytes(size);
    follow(name);
    return new Item(name.path, json);
  }

  /** Reads the item that is the next member of {@code in}. */
  public static Item read(MessageReader in) throws IOException {
    return new Parts(in, in.readInt32()).item();
  }

  /** Reads the item that is the next {@code size} bytes of {@code in}. */
  public static Item read(MessageReader in, int size) throws IOException {
    return new Parts(in, size).item();
  }

  /** The text whose length stands at {@code at}, if it ends at {@code end}; null if not. */
  private static @Nullable String value(LogRecord record, int at, int end) {
    int length = record.byteAt(at);
    int start = at + 1;
    if (length < 0 && start < end) {
      // Lengths of three bytes and more are of texts that take longer to read than names.
      length = (length & 0x7F) | record.byteAt(start) << 7;
      start++;
    }
    return length >= 0 && start + length == end ? record.text(start, length) : null;
  }

  /** The name of the item of {@code size} bytes at {@code start}; null if it isn't known. */
  private @Nullable Name known(LogRecord record, int start, int size) {
    Name expected = last == null ? null : last.next;
    if (expected != null && isAt(record, start, size, expected)) {
      return expected;
    }
    for (Name name : first) {
      if (isAt(record, start, size, name)) {
        return name;
      }
    }
    return null;
  }

  private static boolean isAt(LogRecord record, int start, int size, Name name) {
    return size > name.head.length && record.has(start, size, name.head);
  }

  private void add(List<String> path, Parts parts, LogRecord record, int start) {
    Name name = names.get(path);
    if (name == null
        && parts.valueIsLast
        && parts.headLength <= MAX_HEAD
        && names.size() < MAX_NAMES) {
      name = new Name(record.bytes(start, parts.headLength), path);
      names.put(path, name);
      if (first.size() < TRIED_NAMES) {
        first.add(name);
      }
    }
    follow(name);
  }

  private void follow(@Nullable Name name) {
    if (last != null) {
      last.next = name;
    }
    last = name;
  }

  /** An item as it is read, member by member. */
  private static final class Parts {
    private String key = "";
    private final List<String> nested = new ArrayList<>();
    private String json = "null";
    private final int headLength;
    private final boolean valueIsLast;

    Parts(MessageReader in, int size) throws IOException {
      int limit = in.pushLimit(size);
      int start = in.bytesRead();
      int head = 0;
      int values = 0;
      boolean valueWasLast = false;
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        int field = MessageReader.field(tag);
        valueWasLast = field == VALUE;
        switch (field) {
          case 1 -> key = in.readString();
          case 2 -> nested.add(in.readString());
          case VALUE -> {
            head = in.bytesRead() - start;
            values++;
            json = in.readString();
          }
          default -> in.skipField(tag);
        }
      }
      in.popLimit(limit);
      if (nested.size() > MAX_DEPTH) {
        throw new IOException("a path of %d names".formatted(nested.size()));
      }
      headLength = head;
      valueIsLast = valueWasLast && values == 1;
    }

    Item item() {
      return new Item(nested.isEmpty() ? List.of(key) : List.copyOf(nested), json);
    }
  }
}
