package io.github.wandbjdbc.client.files;

/**
 * How a folder of run files is read.
 *
 * @param recursive whether logs are looked for however deep they lie
 */
public record FileOptions(boolean recursive) {
  /** In the places where clients leave them. */
  public static final FileOptions DEFAULT = new FileOptions(false);
}
