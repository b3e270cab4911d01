package io.github.wandbjdbc.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for a key in all runs of a project, of which most were never read. */
@FunctionalInterface
public interface KeySearch {
  /** Of a source whose runs are all looked at anyway. */
  KeySearch NONE = (project, part, key, scope) -> KeySearchResult.NONE;

  /**
   * The findings about {@code key}, in any case.
   *
   * @param part where runs hold it: {@link RunField#HISTORY_KEYS}, {@link RunField#CONFIG} or
   *     {@link RunField#SUMMARY}
   * @param key names of nested objects are joined with dots
   */
  KeySearchResult find(ProjectPath project, RunField part, String key, CallScope scope);

  /**
   * The result of a search.
   *
   * @param run the newest run that is said to have the key, with that part of it; null if none is
   * @param listed the keys of that part that the source lists, those that hold the key's name among
   *     them
   */
  record KeySearchResult(@Nullable Run run, List<ListedKey> listed) {
    /** Nothing. */
    public static final KeySearchResult NONE = new KeySearchResult(null, List.of());

    public KeySearchResult {
      listed = List.copyOf(listed);
    }
  }

  /** Pages of runs that bring along what the source says of the histories of all runs. */
  interface WithKeysOfAll {
    /** The keys of all runs, once a page was read; null if the source doesn't say. */
    @Nullable HistoryKeys keysOfAll();
  }

  /**
   * A key that the source lists.
   *
   * @param type as the source calls it, such as {@code number}; empty if it doesn't say
   */
  record ListedKey(String key, String type) {}
}
