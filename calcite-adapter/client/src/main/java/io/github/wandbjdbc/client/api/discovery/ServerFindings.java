package io.github.wandbjdbc.client.api.discovery;

import io.github.wandbjdbc.client.diagnostics.ServerFinding;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The facts about one server that were found so far, for whoever wonders why a request was sent as
 * it was. Safe for use by several threads.
 */
public final class ServerFindings {
  /** A server may show much about each of many projects; the oldest facts go first. */
  private static final int MAX_FINDINGS = 10_000;

  private final Map<String, ServerFinding> byName = new LinkedHashMap<>();

  /** Notes that {@code name} is {@code value}, in place of what was found of it before. */
  public synchronized void note(String name, String value, String foundBy) {
    byName.remove(name);
    if (byName.size() >= MAX_FINDINGS) {
      byName.remove(Objects.requireNonNull(byName.keySet().iterator().next()));
    }
    byName.put(name, new ServerFinding(name, value, Instant.now(), foundBy));
  }

  /** All facts, the newest last. */
  public synchronized List<ServerFinding> all() {
    return List.copyOf(byName.values());
  }
}
