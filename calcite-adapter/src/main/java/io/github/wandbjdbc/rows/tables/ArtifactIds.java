package io.github.wandbjdbc.rows.tables;

import java.util.Base64;
import java.util.HexFormat;

/** The ids of artifacts in addresses. */
final class ArtifactIds {
  private static final String OF_SERVER = "wandb-artifact";

  private ArtifactIds() {}

  /** The id behind {@code scheme}: the server's own stands there as hexadecimal digits. */
  static String of(String scheme, String id) {
    if (scheme.equals(OF_SERVER)) {
      try {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(id));
      } catch (IllegalArgumentException e) {
        return id;
      }
    }
    return id;
  }
}
