package io.github.wandbjdbc.client.api;

/**
 * What to make of exported history.
 *
 * @param areRead whether exported files are read; the API holds the same rows
 * @param allowPrivateStorage whether they may be at private addresses though the API isn't
 */
public record ExportOptions(boolean areRead, boolean allowPrivateStorage) {

  /** They are read, from public addresses. */
  public static final ExportOptions DEFAULTS = new ExportOptions(true, false);

  public ExportOptions withRead(boolean value) {
    return new ExportOptions(value, allowPrivateStorage);
  }

  public ExportOptions withPrivateStorage(boolean value) {
    return new ExportOptions(areRead, value);
  }
}
