package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.rows.Discovery.HistoryTables;
import io.github.wandbjdbc.rows.TableColumns;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The findings of schemas about one source: the connections of a pool, which see the same and ask
 * alike, share them as long as one of them is open.
 */
final class Findings {
  private static final Map<Key, Findings> SHARED = new HashMap<>();

  final Remembered<String, List<String>> entities;
  final Remembered<String, String> entityNames;
  final Remembered<String, List<String>> projectNames;
  final Remembered<ProjectPath, ProjectPath> projects;
  final Remembered<ProjectPath, Optional<ProjectPath>> existing;
  final Remembered<ProjectPath, TableColumns> runs;
  final Remembered<ProjectPath, HistoryTables> histories;
  private final Key key;
  private int users;

  private Findings(Key key) {
    this.key = key;
    this.entities = new Remembered<>(key.lifetime(), System::nanoTime);
    this.entityNames = new Remembered<>(key.lifetime(), System::nanoTime);
    this.projectNames = new Remembered<>(key.lifetime(), System::nanoTime);
    this.projects = new Remembered<>(key.lifetime(), System::nanoTime);
    this.existing = new Remembered<>(key.lifetime(), System::nanoTime);
    this.runs = new Remembered<>(key.lifetime(), System::nanoTime, TableColumns::isOfFewerRuns);
    this.histories =
        new Remembered<>(
            key.lifetime(), System::nanoTime, tables -> tables.history().isOfFewerRuns());
  }

  private record Key(Object viewpoint, int discoveryRuns, int maxColumns, Duration lifetime) {}

  /** The findings of all who see what {@code client} sees, which one more uses until it leaves. */
  static Findings join(WandbClient client, SchemaOptions options) {
    Key key =
        new Key(
            client.viewpoint(),
            options.discoveryRuns(),
            options.maxColumns(),
            options.metadataCache());
    synchronized (SHARED) {
      Findings findings = SHARED.computeIfAbsent(key, Findings::new);
      findings.users++;
      return findings;
    }
  }

  /** One user less; the last one takes the findings along. */
  void leave() {
    synchronized (SHARED) {
      users--;
      if (users == 0) {
        SHARED.remove(key);
      }
    }
  }

  /** How many are shared or could be, in this JVM. */
  static int count() {
    synchronized (SHARED) {
      return SHARED.size();
    }
  }

  /** Asks anew from now on. */
  void forget() {
    entities.clear();
    entityNames.clear();
    projectNames.clear();
    projects.clear();
    existing.clear();
    runs.clear();
    histories.clear();
  }
}
