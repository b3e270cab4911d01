package io.github.wandbjdbc.client.api.discovery;

/** The kinds of pages of which servers bear different sizes. */
public enum PageKind {
  LIGHT_RUNS("runs per page"),
  /** With their config, summary, system metrics or history keys, which may be megabytes a run. */
  HEAVY_RUNS("runs per page, with config, summary, system metrics or history keys"),
  SAMPLED_RUNS("runs per page, with sampled history"),
  EXPORTED_RUNS("runs per page, with lists of exported files"),
  HISTORY("steps of history per page");

  private final String words;

  PageKind(String words) {
    this.words = words;
  }

  /** Its name among the findings about a server. */
  String words() {
    return words;
  }
}
