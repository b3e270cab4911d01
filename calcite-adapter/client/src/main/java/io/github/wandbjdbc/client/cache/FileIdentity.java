package io.github.wandbjdbc.client.cache;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The identity of one version of a stored file. No secrets.
 *
 * @param owner for whom it is kept
 * @param run its id
 * @param file where it is stored, without a signature
 * @param size of it, in bytes
 * @param etag a strong one
 */
public record FileIdentity(
    FileOwner owner,
    String entity,
    String project,
    String run,
    String file,
    long size,
    String etag) {
  private static final int PARTS = 8;

  /** A line of text from which {@link #parse} makes an equal one. */
  String line() {
    return Stream.of(
            owner.host(), owner.viewer(), entity, project, run, file, Long.toString(size), etag)
        .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8))
        .collect(Collectors.joining(" "));
  }

  /** The identity in {@code line}; empty if it isn't one of ours. */
  static Optional<FileIdentity> parse(String line) {
    try {
      List<String> parts =
          Arrays.stream(line.split(" ", -1))
              .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
              .toList();
      return parts.size() == PARTS
          ? Optional.of(
              new FileIdentity(
                  new FileOwner(parts.get(0), parts.get(1)),
                  parts.get(2),
                  parts.get(3),
                  parts.get(4),
                  parts.get(5),
                  Long.parseLong(parts.get(6)),
                  parts.get(7)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A short name for it that can be a file's. */
  String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(line().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
