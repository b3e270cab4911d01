package io.github.wandbjdbc.jdbc.bundles;

import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.bundles.Manifest;
import io.github.wandbjdbc.client.api.bundles.Recording;
import io.github.wandbjdbc.client.api.bundles.Replay;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.schema.ConnectionConfiguration;
import io.github.wandbjdbc.schema.ConnectionProperty;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How a connection becomes a recording, and a recording a connection. */
public final class RecordedConnection {
  private RecordedConnection() {}

  /**
   * The recording of a connection that is about to be made.
   *
   * @param properties as they were set; those that change what is asked are kept
   * @param entity to begin with, null for the viewer's
   * @param project to begin with
   * @param driver the version of this driver
   */
  public static Recording of(
      Path directory,
      ApiOptions api,
      Map<ConnectionProperty, String> properties,
      @Nullable String entity,
      @Nullable String project,
      String driver) {
    Map<String, String> kept = new TreeMap<>();
    properties.forEach(
        (property, value) -> {
          if (property.isOfRequests()) {
            kept.put(property.key(), value);
          }
        });
    Credential credential = api.credential();
    String asker = credential == null ? "" : credential.fingerprint();
    Manifest manifest =
        Manifest.beginning(
            driver,
            api.baseUrl().toString(),
            api.appUrl(),
            asker,
            credential == null,
            entity,
            project,
            kept);
    UnaryOperator<String> redact =
        credential == null ? UnaryOperator.identity() : credential::redact;
    return Recording.in(directory, manifest, asker, redact, Recording.MAX_BYTES);
  }

  /** How the API is asked of which {@code replay} holds the answers. */
  public static ApiOptions api(Replay replay, ConnectionConfiguration configuration) {
    Manifest manifest = replay.manifest();
    try {
      return configuration.api().toBuilder()
          .baseUrl(BaseUrl.of(manifest.baseUrl()))
          .appUrl(manifest.appUrl())
          .credential(null)
          .build();
    } catch (IllegalArgumentException e) {
      throw malformed("its manifest names no address of an API", e);
    }
  }

  /**
   * Sets what was set for the connection that {@code replay} is of.
   *
   * @param paths how the text of a path is read
   */
  public static void setDefaults(
      Replay replay, ConnectionConfiguration configuration, Function<String, Path> paths) {
    replay
        .manifest()
        .properties()
        .forEach(
            (key, value) -> {
              Optional<ConnectionProperty> property =
                  ConnectionProperty.named(key).filter(ConnectionProperty::isOfRequests);
              if (property.isEmpty() || property.get().fault(value).isPresent()) {
                throw malformed(
                    "its manifest has a property that this driver doesn't know: " + key, null);
              }
              property.get().set(configuration, value, paths);
            });
  }

  private static WandbException malformed(String fault, @Nullable Throwable cause) {
    return new WandbException(
        Kind.MALFORMED_RESPONSE, "the recording can't be replayed: " + fault, cause);
  }
}
