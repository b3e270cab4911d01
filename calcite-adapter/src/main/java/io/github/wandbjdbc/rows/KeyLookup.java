package io.github.wandbjdbc.rows;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.KeySearch.KeySearchResult;
import io.github.wandbjdbc.client.KeySearch.ListedKey;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.WandbException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Looks for what a statement names and its table doesn't show: among the keys that were met when
 * the columns were discovered, then in all runs of the project.
 *
 * <p>A key's type is that of the run that was found to have it, or what the source says of it.
 */
final class KeyLookup {
  private static final int MOST_NEAR = 50;
  private static final int SAMPLES = 100;

  private final WandbClient client;
  private final ProjectPath project;
  private final CallScope scope;

  KeyLookup(WandbClient client, ProjectPath project, CallScope scope) {
    this.client = client;
    this.project = project;
    this.scope = scope;
  }

  /**
   * The findings about {@code name}.
   *
   * @param part of the run that would hold it
   * @param prefix which columns of that part have before their key
   * @param shown the columns of the table
   */
  NamedKeys find(String name, RunField part, String prefix, TableColumns shown) {
    List<FoundKey> known = shown.beyond().named(name).stream().filter(this::isHeld).toList();
    if (!known.isEmpty()) {
      return new NamedKeys(known, List.of());
    }
    List<FoundKey> found = new ArrayList<>();
    Set<String> near = new LinkedHashSet<>();
    if (client.pageSizes().isEmpty()) {
      DiscoveredKeys ofAll = ofAll(part, name);
      ofAll.columns().forEach((key, kinds) -> sort(of(key, kinds, ""), name, found, near));
      return new NamedKeys(found, List.copyOf(near));
    }
    KeySearchResult findings =
        client.keySearch().find(project, part, name.substring(prefix.length()), scope);
    Run run = findings.run();
    if (run != null) {
      ofRun(run, part, name)
          .columns()
          .forEach((key, kinds) -> sort(of(key, kinds, run.id()), name, found, near));
    }
    for (ListedKey listed : findings.listed()) {
      String key = prefix + listed.key();
      if (found.stream().noneMatch(one -> one.name().equals(key))) {
        sort(of(key, type(listed.type()), "", false), name, found, near);
      }
    }
    return new NamedKeys(found.stream().filter(this::isHeld).toList(), List.copyOf(near));
  }

  /** The keys of all runs of a source that asks nobody for them. */
  private DiscoveredKeys ofAll(RunField part, String name) {
    DiscoveredKeys keys = new DiscoveredKeys();
    RunsRequest request = RunsRequest.all(project).withFields(Set.of(part));
    try (Pages<Run> pages = client.runs(request, scope)) {
      for (List<Run> page = pages.next(); page != null; page = pages.next()) {
        page.forEach(run -> add(run, part, name, keys));
      }
    }
    settleStrings(part, keys);
    return keys;
  }

  /** The keys of {@code run} that are called {@code name}, or are below it. */
  private DiscoveredKeys ofRun(Run run, RunField part, String name) {
    DiscoveredKeys keys = new DiscoveredKeys();
    add(run, part, name, keys);
    settleStrings(part, keys);
    return keys;
  }

  private void settleStrings(RunField part, DiscoveredKeys keys) {
    if (part == RunField.HISTORY_KEYS) {
      StringPeek.settle(client, project, keys, scope);
    }
  }

  private static void add(Run run, RunField part, String name, DiscoveredKeys keys) {
    if (run.faults().containsKey(part)) {
      return;
    }
    keys.nextRun(run.id());
    KeySink wanted =
        (path, kind) -> {
          if (path.regionMatches(true, 0, name, 0, name.length())) {
            keys.add(path, kind);
          }
        };
    try {
      switch (part) {
        case CONFIG -> KeyCollector.addConfig(run.config(), wanted);
        case SUMMARY -> KeyCollector.addSummary(run.summary(), wanted);
        default -> {
          if (run.historyKeys() != null) {
            KeyCollector.addHistory(run.historyKeys(), wanted);
          }
        }
      }
    } catch (IOException e) {
      // What the run holds behind this can't be read; the source may list the key all the same.
      return;
    }
  }

  private static FoundKey of(String key, DiscoveredKeys.Key kinds, String run) {
    return of(key, kinds.type(), run, kinds.isBesideMaps());
  }

  private static FoundKey of(String key, KeyType type, String run, boolean besideMaps) {
    return new FoundKey(key, type, run, !KeyCollector.isOfSystem(key), besideMaps);
  }

  private static void sort(FoundKey key, String name, List<FoundKey> found, Set<String> near) {
    if (key.name().equalsIgnoreCase(name)) {
      found.add(key);
    } else if (near.size() < MOST_NEAR
        && key.name().toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))) {
      near.add(key.name());
    }
  }

  /** Whether rows hold the key: what the API lists as a system metric may be none of them. */
  private boolean isHeld(FoundKey key) {
    if (key.isSure()) {
      return true;
    }
    if (key.run().isEmpty()) {
      return false;
    }
    RunFilter run = new RunFilter.In(RunField.ID, List.of(key.run()));
    SampledHistoryRequest request =
        SampledHistoryRequest.all(project, SAMPLES)
            .withRuns(run)
            .withColumns(List.of(new ValueColumn(key.name(), key.type().valueType())))
            .asOptional();
    try (Pages<HistoryRow> pages = client.sampledHistory(request, scope)) {
      for (List<HistoryRow> page = pages.next(); page != null; page = pages.next()) {
        if (page.stream().anyMatch(row -> row.value(0) != null)) {
          return true;
        }
      }
      return false;
    } catch (WandbException e) {
      scope.check();
      return false;
    }
  }

  /** The type of a key of which the source says no more than a word. */
  private static KeyType type(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "number", "float", "double", "int", "integer" -> KeyType.NUMBER;
      case "bool", "boolean" -> KeyType.BOOLEAN;
      case "string", "text" -> KeyType.TEXT;
      default -> KeyType.MIXED;
    };
  }
}
