package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.jdbc.attached.Attachments;
import io.github.wandbjdbc.jdbc.errors.SqlErrors;
import io.github.wandbjdbc.schema.ConnectionConfiguration;
import io.github.wandbjdbc.schema.ConnectionProperty;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The options of a connection: the URL and the properties, checked and merged. */
final class ConnectionOptions {
  private final ConnectionUrl url;
  private final Map<ConnectionProperty, String> values;
  private final Attachments attachments;
  private final @Nullable String baseUrlOfProperties;
  private final List<String> warnings;

  private ConnectionOptions(
      ConnectionUrl url,
      Map<ConnectionProperty, String> values,
      Attachments attachments,
      @Nullable String baseUrlOfProperties,
      List<String> warnings) {
    this.url = url;
    this.values = values;
    this.attachments = attachments;
    this.baseUrlOfProperties = baseUrlOfProperties;
    this.warnings = warnings;
  }

  /**
   * Takes both: where they differ the URL wins. Keys of {@code info} that are none of ours are
   * passed over, since pools and tools add their own, with a warning of one that looks like ours;
   * empty values are as good as none.
   */
  static ConnectionOptions of(String url, @Nullable Properties info) throws SQLException {
    ConnectionUrl parsed = ConnectionUrl.parse(url);
    Map<ConnectionProperty, String> values = new EnumMap<>(ConnectionProperty.class);
    if (info != null) {
      values.putAll(known(info));
    }
    String baseUrlOfProperties = values.get(ConnectionProperty.BASE_URL);
    checkLocal(parsed);
    values.putAll(parsed.properties());
    values.values().removeIf(String::isEmpty);
    for (Map.Entry<ConnectionProperty, String> entry : values.entrySet()) {
      Optional<String> fault = entry.getKey().fault(entry.getValue());
      if (fault.isPresent()) {
        throw SqlErrors.of(
            SqlState.CANNOT_CONNECT,
            "connection property %s=%s: %s"
                .formatted(entry.getKey().key(), PossibleKey.value(entry.getValue()), fault.get()));
      }
    }
    checkRecord(parsed, values);
    String named = values.get(ConnectionProperty.BASE_URL);
    if (parsed.baseUrl() != null && named != null && !isSame(parsed.baseUrl(), named)) {
      throw SqlErrors.of(
          SqlState.CANNOT_CONNECT, "the URL names a host, and so does the property baseUrl");
    }
    Attachments attachments = info == null ? new Attachments() : Attachments.of(info);
    attachments.addAll(parsed.attachments());
    return new ConnectionOptions(
        parsed,
        values,
        attachments,
        baseUrlOfProperties,
        info == null ? List.of() : LikelyProperties.warnings(info));
  }

  private static void checkLocal(ConnectionUrl url) throws SQLException {
    for (ConnectionProperty property : url.properties().keySet()) {
      if (property.isLocal()) {
        throw SqlErrors.of(
            SqlState.CANNOT_CONNECT,
            "connection property '%s' is for the Properties or Java alone, not for a URL: whoever"
                    .formatted(property.key())
                + " writes a URL for you could have it read your files, or send your key to a"
                + " stranger");
      }
    }
  }

  private static void checkRecord(ConnectionUrl url, Map<ConnectionProperty, String> values)
      throws SQLException {
    if (values.containsKey(ConnectionProperty.RECORD)
        && (url.directory() != null || url.replay() != null)) {
      throw SqlErrors.of(
          SqlState.CANNOT_CONNECT,
          url.replay() == null
              ? "connection property 'record' keeps what a server answers, and local run files are"
                  + " asked of none: pass on the directory itself"
              : "connection property 'record' keeps what a server answers, and this is a recording"
                  + " already: pass on its directory");
    }
  }

  private static boolean isSame(String baseUrl, String other) {
    try {
      return BaseUrl.of(baseUrl).equals(BaseUrl.of(other));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Those of ours among {@code info}; a key goes before its alias. */
  static Map<ConnectionProperty, String> known(Properties info) {
    Map<ConnectionProperty, String> values = new EnumMap<>(ConnectionProperty.class);
    for (String key : info.stringPropertyNames()) {
      ConnectionProperty property = ConnectionProperty.named(key).orElse(null);
      String value = info.getProperty(key);
      if (property != null && !value.isEmpty()) {
        if (key.equalsIgnoreCase(property.key())) {
          values.put(property, value);
        } else {
          values.putIfAbsent(property, value);
        }
      }
    }
    return values;
  }

  /** The warnings for the author of the options. */
  List<String> warnings() {
    return warnings;
  }

  /** Where it leads, for messages: the URL without properties. */
  String place() {
    return url.toString();
  }

  /** The directory of local run files, or empty if the API is asked. */
  Optional<String> directory() {
    return Optional.ofNullable(url.directory());
  }

  /** The directory of a recording, or empty if none is replayed. */
  Optional<String> replay() {
    return Optional.ofNullable(url.replay());
  }

  /** The properties that are set. */
  Map<ConnectionProperty, String> values() {
    return values;
  }

  /** The folders that are attached. */
  Attachments attachments() {
    return attachments;
  }

  /**
   * The settings of all of this, and where it sets nothing, the defaults.
   *
   * @param paths how the text of a path is read
   */
  ConnectionConfiguration configuration(Function<String, Path> paths) {
    ConnectionConfiguration configuration = new ConnectionConfiguration();
    set(configuration, paths);
    return configuration;
  }

  /** Sets all that this says, whatever {@code configuration} said before. */
  void set(ConnectionConfiguration configuration, Function<String, Path> paths) {
    values.forEach((property, value) -> property.set(configuration, value, paths));
    if (url.baseUrl() != null) {
      ConnectionProperty.BASE_URL.set(configuration, url.baseUrl(), paths);
    }
  }

  /** Whether the Properties themselves say that the API is at {@code baseUrl}. */
  boolean isHostOfProperties(BaseUrl baseUrl) {
    return baseUrlOfProperties != null && isSame(baseUrl.toString(), baseUrlOfProperties);
  }

  /** Whether the URL sets it, be it what the Properties say, too. */
  boolean isOfUrl(ConnectionProperty property) {
    return url.properties().containsKey(property);
  }

  /** A URL that connects alike, without what is secret. */
  String publicUrl() {
    StringBuilder text = new StringBuilder(ConnectionUrl.PREFIX);
    if (url.directory() != null) {
      text.append("file:").append(PercentCode.encode(url.directory()).replace("%2F", "/"));
    } else if (url.replay() != null) {
      text.append("replay:").append(PercentCode.encode(url.replay()).replace("%2F", "/"));
    } else if (url.baseUrl() != null) {
      text.append(url.baseUrl().substring(url.baseUrl().indexOf("//")));
    }
    char separator = '?';
    for (Map.Entry<ConnectionProperty, String> entry : values.entrySet()) {
      if (mayBeShown(entry.getKey())) {
        String value = String.valueOf(entry.getKey().shown(entry.getValue()));
        if (!value.isEmpty()) {
          text.append(separator).append(entry.getKey().key()).append('=');
          text.append(PercentCode.encode(value));
          separator = '&';
        }
      }
    }
    for (Map.Entry<String, String> entry : attachments.properties().entrySet()) {
      text.append(separator).append(entry.getKey()).append('=');
      text.append(PercentCode.encode(entry.getValue()));
      separator = '&';
    }
    return text.toString();
  }

  /** A URL can't say what is for the Properties alone, nor say twice where the API is. */
  private boolean mayBeShown(ConnectionProperty property) {
    return !property.isSecret()
        && !property.isLocal()
        && property != ConnectionProperty.USER
        && (property != ConnectionProperty.PROXY || isOfUrl(property))
        && (property != ConnectionProperty.BASE_URL || url.baseUrl() == null);
  }

  @Override
  public String toString() {
    return publicUrl();
  }
}
