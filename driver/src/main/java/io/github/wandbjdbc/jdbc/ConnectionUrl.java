package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.engine.source.NearestName;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.jdbc.attached.Attachments;
import io.github.wandbjdbc.jdbc.errors.SqlErrors;
import io.github.wandbjdbc.schema.ConnectionProperty;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A URL of ours, taken apart: {@code jdbc:wandb:[//host[:port]][/entity[/project]][?key=value&…]}
 * or {@code jdbc:wandb:file:<directory>[?key=value&…]}, or likewise with {@code replay:}.
 *
 * @param baseUrl where the API is, as the host says; null if the URL names none
 * @param directory of local run files, decoded; null if the API is asked
 * @param replay the directory of a recording, decoded; null if none is replayed
 * @param properties as the URL sets them, decoded; the path's entity and project are among them
 * @param attachments the folders that the URL attaches
 */
record ConnectionUrl(
    @Nullable String baseUrl,
    @Nullable String directory,
    @Nullable String replay,
    Map<ConnectionProperty, String> properties,
    Attachments attachments) {
  static final String PREFIX = "jdbc:wandb:";

  private static final String FILE = "file:";
  private static final String REPLAY = "replay:";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** How a host in a URL is spoken to unless {@code baseUrl} says otherwise. */
  static String scheme(String host) {
    return LOOPBACK.contains(host.toLowerCase(Locale.ROOT)) ? "http" : "https";
  }

  static boolean accepts(@Nullable String url) {
    return url != null && url.startsWith(PREFIX);
  }

  /** Takes {@code url} apart, which {@link #accepts} accepts. */
  static ConnectionUrl parse(String url) throws SQLException {
    Optional<String> advice = PastedAddress.behindPrefix(url.substring(PREFIX.length()));
    if (advice.isPresent()) {
      throw fault(advice.get());
    }
    int question = url.indexOf('?');
    String place = url.substring(PREFIX.length(), question < 0 ? url.length() : question);
    Map<ConnectionProperty, String> properties = new EnumMap<>(ConnectionProperty.class);
    Attachments attachments = new Attachments();
    if (question >= 0) {
      addQuery(url.substring(question + 1), properties, attachments);
    }
    if (place.startsWith(FILE)) {
      String directory = PercentCode.decode(place.substring(FILE.length()));
      if (directory.isEmpty()) {
        throw fault("the URL names no directory behind file:");
      }
      return new ConnectionUrl(null, directory, null, properties, attachments);
    }
    if (place.startsWith(REPLAY)) {
      String replay = PercentCode.decode(place.substring(REPLAY.length()));
      if (replay.isEmpty()) {
        throw fault("the URL names no directory behind replay:");
      }
      return new ConnectionUrl(null, null, replay, properties, attachments);
    }
    String baseUrl = null;
    String path = place;
    if (place.startsWith("//")) {
      int slash = place.indexOf('/', 2);
      String authority = place.substring(2, slash < 0 ? place.length() : slash);
      path = slash < 0 ? "" : place.substring(slash);
      baseUrl = authority.isEmpty() ? null : baseUrl(authority);
    }
    addPath(path, properties);
    return new ConnectionUrl(baseUrl, null, null, properties, attachments);
  }

  private static String baseUrl(String authority) throws SQLException {
    if (authority.indexOf('@') >= 0) {
      throw fault("the URL has a user or a key before the host; use the property apiKey");
    }
    try {
      URI uri = new URI("https://" + authority);
      String host = uri.getHost();
      if (host == null || !authority.equals(uri.getRawAuthority()) || uri.getPort() > 65535) {
        throw fault("'%s' is no host, or host:port".formatted(PossibleKey.name(authority)));
      }
      return scheme(host) + "://" + authority;
    } catch (URISyntaxException e) {
      throw fault("'%s' is no host, or host:port".formatted(PossibleKey.name(authority)));
    }
  }

  private static void addPath(String path, Map<ConnectionProperty, String> properties)
      throws SQLException {
    if (path.isEmpty() || path.equals("/")) {
      return;
    }
    if (!path.startsWith("/")) {
      throw fault("after jdbc:wandb: comes //host, /entity/project, file: or replay:");
    }
    List<String> segments = new ArrayList<>(List.of(path.substring(1).split("/", -1)));
    if (segments.get(segments.size() - 1).isEmpty()) {
      segments.remove(segments.size() - 1);
    }
    if (segments.size() > 2 || segments.stream().anyMatch(String::isEmpty)) {
      throw fault("the path of the URL is /entity or /entity/project");
    }
    put(properties, ConnectionProperty.ENTITY, PercentCode.decode(segments.get(0)));
    if (segments.size() == 2) {
      put(properties, ConnectionProperty.PROJECT, PercentCode.decode(segments.get(1)));
    }
  }

  private static void addQuery(
      String query, Map<ConnectionProperty, String> properties, Attachments attachments)
      throws SQLException {
    for (String pair : query.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String key = PercentCode.decode(equals < 0 ? pair : pair.substring(0, equals));
      if (Attachments.isKey(key)) {
        attachments.add(key, equals < 0 ? "" : PercentCode.decode(pair.substring(equals + 1)));
        continue;
      }
      ConnectionProperty property = ConnectionProperty.named(key).orElse(null);
      if (property == null) {
        throw fault(
            "unknown connection property '%s'%s"
                .formatted(
                    PossibleKey.name(key),
                    NearestName.to(key, ConnectionProperty.keys())
                        .map("; did you mean '%s'?"::formatted)
                        .orElse("")));
      }
      if (equals < 0) {
        throw fault("connection property '%s' has no value".formatted(property.key()));
      }
      put(properties, property, PercentCode.decode(pair.substring(equals + 1)));
    }
  }

  private static void put(
      Map<ConnectionProperty, String> properties, ConnectionProperty property, String value)
      throws SQLException {
    String before = properties.put(property, value);
    if (before != null && !before.equals(value)) {
      throw fault("the URL says twice, and differently, what '%s' is".formatted(property.key()));
    }
  }

  private static SQLException fault(String message) {
    return SqlErrors.of(SqlState.CANNOT_CONNECT, message);
  }

  /** Without the values of properties, which may be secret. */
  @Override
  public String toString() {
    if (replay != null) {
      return PREFIX + REPLAY + replay;
    }
    return directory == null
        ? PREFIX + (baseUrl == null ? "" : baseUrl.substring(baseUrl.indexOf("//")))
        : PREFIX + FILE + directory;
  }
}
