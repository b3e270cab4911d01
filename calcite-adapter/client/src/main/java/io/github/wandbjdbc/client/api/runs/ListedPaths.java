package io.github.wandbjdbc.client.api.runs;

import io.github.wandbjdbc.client.KeySearch.ListedKey;
import io.github.wandbjdbc.client.RunField;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells of which part of a run a path is that the server lists among a project's fields, and by
 * which key. How it spells them isn't settled, so any spelling is taken that is used elsewhere.
 */
final class ListedPaths {
  private static final List<String> CONFIG = List.of("config.");
  private static final List<String> SUMMARY =
      List.of("summary_metrics.", "summaryMetrics.", "summary.");
  private static final List<String> HISTORY =
      List.of(
          "keys_info.keys.",
          "history_keys.keys.",
          "historyKeys.keys.",
          "history_keys.",
          "historyKeys.",
          "history.",
          "keys.",
          "");

  private ListedPaths() {}

  /**
   * The keys of {@code part} that {@code path} may be, each of {@code type}; none if of another.
   */
  static List<ListedKey> keys(RunField part, String path, String type) {
    List<ListedKey> keys = new ArrayList<>();
    switch (part) {
      case CONFIG -> {
        String key = behind(CONFIG, path);
        add(keys, key, type);
        add(keys, withoutEnvelope(key), type);
      }
      case SUMMARY -> add(keys, behind(SUMMARY, path), type);
      default -> {
        if (behind(CONFIG, path).isEmpty() && behind(SUMMARY, path).isEmpty()) {
          add(keys, behind(HISTORY, path), type);
        }
      }
    }
    return keys;
  }

  private static void add(List<ListedKey> keys, String key, String type) {
    if (!key.isEmpty()) {
      keys.add(new ListedKey(key, type));
    }
  }

  /** The rest after the first of {@code prefixes} that {@code path} has; empty if it has none. */
  private static String behind(List<String> prefixes, String path) {
    return prefixes.stream()
        .filter(path::startsWith)
        .findFirst()
        .map(prefix -> path.substring(prefix.length()))
        .orElse("");
  }

  /** {@code lr.value} is how a config holds {@code lr}, and {@code a.value.b} how {@code a.b}. */
  private static String withoutEnvelope(String key) {
    String[] names = key.split("\\.", 3);
    return names.length < 2 || !names[1].equals("value")
        ? ""
        : names.length == 2 ? names[0] : names[0] + "." + names[2];
  }
}
