package io.github.wandbjdbc.client.logged;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** The ids of artifacts in the addresses that the client logs. */
public final class ArtifactIds {
  private ArtifactIds() {}

  /** The server's own id, which stands in an address as the hexadecimal digits {@code digits}. */
  public static Optional<String> ofServer(String digits) {
    try {
      return Optional.of(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digits)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
