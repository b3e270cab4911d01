package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.CallScope;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what whole logs say, as far as memory allows: what was not used for longest is forgotten,
 * and read again when it is needed. Safe for use by several threads.
 */
final class ScanMemory {
  private static final System.Logger LOG = System.getLogger("wandb.requests");

  /** A part of the memory that a program may use. */
  private static final long MAX_WEIGHT = Runtime.getRuntime().maxMemory() / 8;

  /** So many names of keys are kept to be shared, of so many characters in all. */
  private static final int MAX_NAMES = 100_000;

  private static final long MAX_CHARACTERS = 4 << 20;

  private final Map<RunLog, Segment> segments = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, String> names = new HashMap<>();
  private long weight;
  private long characters;

  /** All that {@code log} says, if it is known. */
  synchronized @Nullable Segment get(RunLog log) {
    return segments.get(log);
  }

  /** Reads {@code log}. */
  Segment scan(RunLog log, CallScope scope) throws IOException {
    long start = System.nanoTime();
    Segment segment = SegmentScan.scan(log.file(), this::shared, scope);
    LOG.log(
        System.Logger.Level.DEBUG,
        () ->
            "%s: all, %d bytes, %d rows, %d ms"
                .formatted(
                    segment.name(),
                    log.file().size(),
                    segment.rows(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)));
    keep(log, segment);
    return segment;
  }

  /** Forgets logs that aren't among {@code current}. */
  synchronized void retain(Collection<RunLog> current) {
    Set<RunLog> kept = new HashSet<>(current);
    segments
        .entrySet()
        .removeIf(
            entry -> {
              boolean isGone = !kept.contains(entry.getKey());
              weight -= isGone ? entry.getValue().weight() : 0;
              return isGone;
            });
  }

  private synchronized void keep(RunLog log, Segment segment) {
    if (segment.weight() > MAX_WEIGHT || segments.putIfAbsent(log, segment) != null) {
      return;
    }
    weight += segment.weight();
    var oldest = segments.entrySet().iterator();
    while (weight > MAX_WEIGHT && oldest.hasNext()) {
      weight -= oldest.next().getValue().weight();
      oldest.remove();
    }
  }

  private synchronized String shared(String name) {
    String known = names.putIfAbsent(name, name);
    if (known != null) {
      return known;
    }
    characters += name.length();
    if (names.size() > MAX_NAMES || characters > MAX_CHARACTERS) {
      names.clear();
      characters = 0;
    }
    return name;
  }
}
