package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.rows.Discovery.HistoryTables;
import io.github.wandbjdbc.rows.NamedKeys;
import io.github.wandbjdbc.rows.TableColumns;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The findings of schemas about one source: the connections of a pool, which see the same and ask
 * alike, share them as long as one of them is open.
 */
final class SharedMetadata {
  private static final Map<Key, SharedMetadata> SHARED = new HashMap<>();

  final ExpiringCache<String, List<String>> entities;
  final ExpiringCache<String, String> entityNames;
  final ExpiringCache<String, List<String>> projectNames;
  final ExpiringCache<ProjectPath, ProjectPath> projects;
  final ExpiringCache<ProjectPath, Optional<ProjectPath>> existing;
  final ExpiringCache<ProjectPath, TableColumns> runs;
  final ExpiringCache<ProjectPath, HistoryTables> histories;
  final ExpiringCache<NamedKey, NamedKeys> named;
  final ExpiringCache<NamedRuns, RunPlaces> places;
  private final Key key;
  private int users;

  private SharedMetadata(Key key) {
    this.key = key;
    this.entities = new ExpiringCache<>(key.lifetime(), System::nanoTime);
    this.entityNames = new ExpiringCache<>(key.lifetime(), System::nanoTime);
    this.projectNames = new ExpiringCache<>(key.lifetime(), System::nanoTime);
    this.projects = new ExpiringCache<>(key.lifetime(), System::nanoTime);
    this.existing = new ExpiringCache<>(key.lifetime(), System::nanoTime);
    this.runs = new ExpiringCache<>(key.lifetime(), System::nanoTime, TableColumns::isOfFewerRuns);
    this.histories =
        new ExpiringCache<>(
            key.lifetime(), System::nanoTime, tables -> tables.history().isOfFewerRuns());
    this.named = new ExpiringCache<>(key.lifetime(), System::nanoTime);
    this.places =
        new ExpiringCache<>(key.lifetime(), System::nanoTime, places -> !places.isWhole());
  }

  /**
   * A name that a statement has for a column.
   *
   * @param ofRuns whether it would be one of {@code runs}
   */
  record NamedKey(ProjectPath project, boolean ofRuns, String name) {}

  /** Runs of any project of an entity, by their ids. */
  record NamedRuns(String entity, Set<String> runs) {}

  private record Key(Object viewpoint, int discoveryRuns, int maxColumns, Duration lifetime) {}

  /** The findings of all who see what {@code client} sees, which one more uses until it leaves. */
  static SharedMetadata join(WandbClient client, SchemaOptions options) {
    Key key =
        new Key(
            client.viewpoint(),
            options.discoveryRuns(),
            options.maxColumns(),
            options.metadataCache());
    synchronized (SHARED) {
      SharedMetadata findings = SHARED.computeIfAbsent(key, SharedMetadata::new);
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
    named.clear();
    places.clear();
  }
}
