package io.github.wandbjdbc.client.api.exports;

import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The signed URLs of a run's exported files. They expire: then the server is asked for new ones of
 * the same files, which are told apart by what of their URLs isn't signature. Safe for use by
 * several threads.
 */
final class SignedUrls {
  private final Supplier<List<String>> listing;
  private final String what;
  private Map<String, String> current;
  private boolean hasServed = true;

  /**
   * Those of {@code urls}.
   *
   * @param listing asks for them anew
   * @param what they are, for messages
   */
  SignedUrls(List<String> urls, Supplier<List<String>> listing, String what) {
    this.current = byFile(urls);
    this.listing = listing;
    this.what = what;
  }

  private static Map<String, String> byFile(List<String> urls) {
    Map<String, String> byFile = new TreeMap<>();
    for (String url : urls) {
      byFile.put(withoutQuery(url), url);
    }
    return byFile;
  }

  private static String withoutQuery(String url) {
    for (int i = 0; i < url.length(); i++) {
      if (url.charAt(i) == '?' || url.charAt(i) == '#') {
        return url.substring(0, i);
      }
    }
    return url;
  }

  /** The identities of the files; without signatures. */
  synchronized Set<String> files() {
    return Set.copyOf(current.keySet());
  }

  /** The URL of {@code file}. */
  synchronized String of(String file) {
    String url = current.get(file);
    if (url == null) {
      throw new WandbException(
          Kind.NOT_FOUND, what + ": a file of it is no longer listed by the server");
    }
    return url;
  }

  /** Takes note that some URL was good. */
  synchronized void served() {
    hasServed = true;
  }

  /**
   * Has new URLs, unless {@code expired} isn't in use any more.
   *
   * @throws WandbException {@code refusal}, if no URL was good since the last time
   */
  synchronized void renew(String file, String expired, WandbException refusal) {
    if (!expired.equals(current.get(file))) {
      return;
    }
    if (!hasServed) {
      throw refusal;
    }
    hasServed = false;
    current = new HashMap<>(byFile(listing.get()));
  }
}
