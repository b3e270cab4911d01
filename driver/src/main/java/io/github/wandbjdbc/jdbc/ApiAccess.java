package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.configuration.ApiLocation;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.client.api.configuration.CredentialLookup;
import io.github.wandbjdbc.client.api.configuration.NetworkLookup;
import io.github.wandbjdbc.client.api.configuration.Surroundings;
import io.github.wandbjdbc.client.network.NetworkOptions;
import io.github.wandbjdbc.schema.ConnectionConfiguration;
import io.github.wandbjdbc.schema.ConnectionProperty;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a connection's API is, how it is reached, and who asks.
 *
 * @param credential null to ask as nobody
 */
record ApiAccess(ApiLocation location, NetworkOptions network, @Nullable Credential credential) {

  /** The access that {@code options} define, completed from the process's environment. */
  static ApiAccess find(
      ConnectionOptions options, ConnectionConfiguration configuration, Surroundings surroundings) {
    ApiLocation location;
    NetworkOptions network;
    try {
      location = ApiLocation.find(configuration.baseUrl(), surroundings);
      network = network(options, configuration, location.baseUrl(), surroundings);
    } catch (IllegalArgumentException e) {
      throw new WandbException(Kind.UNREACHABLE, "no API to connect to: " + e.getMessage(), e);
    }
    if (configuration.isAnonymous()) {
      return new ApiAccess(location, network, null);
    }
    Credential credential = credential(options, configuration, location.baseUrl(), surroundings);
    try {
      location.checkCredential();
    } catch (IllegalArgumentException e) {
      throw new WandbException(Kind.UNREACHABLE, String.valueOf(e.getMessage()), e);
    }
    return new ApiAccess(location, network, credential);
  }

  private static NetworkOptions network(
      ConnectionOptions options,
      ConnectionConfiguration configuration,
      BaseUrl baseUrl,
      Surroundings surroundings) {
    if (options.isOfUrl(ConnectionProperty.PROXY) && !"https".equals(baseUrl.uri().getScheme())) {
      throw new IllegalArgumentException(
          "the URL names a proxy, and %s is asked by http, so the proxy would be handed the API key;"
                  .formatted(baseUrl)
              + " use https, or set proxy in the Properties");
    }
    NetworkLookup.Given given =
        new NetworkLookup.Given(
            configuration.proxy(), configuration.caFile(), configuration.caFilePassword());
    return NetworkLookup.find(given, baseUrl, surroundings);
  }

  private static Credential credential(
      ConnectionOptions options,
      ConnectionConfiguration configuration,
      BaseUrl baseUrl,
      Surroundings surroundings) {
    Optional<Credential> found;
    try {
      String key = configuration.apiKey();
      Path identity = configuration.identityTokenFile();
      if (key != null && identity != null) {
        throw new IllegalArgumentException(
            "the Properties have an apiKey (or password) and an identityTokenFile, so it isn't"
                + " known who asks: set one of them");
      }
      found =
          identity == null
              ? CredentialLookup.find(key, baseUrl, surroundings)
              : Optional.of(identity(identity, options, baseUrl, surroundings));
    } catch (IllegalArgumentException e) {
      throw new WandbException(Kind.UNAUTHENTICATED, String.valueOf(e.getMessage()), e);
    }
    return found.orElseThrow(
        () ->
            new WandbException(
                Kind.UNAUTHENTICATED,
                "no API key for %s: %s; or set the connection property apiKey, or connect with"
                        .formatted(baseUrl, CredentialLookup.missing(baseUrl, surroundings))
                    + " anonymous=true, which public projects allow"));
  }

  /** A token is for the host that was named with it, or where the environment's own may go. */
  private static Credential identity(
      Path file, ConnectionOptions options, BaseUrl baseUrl, Surroundings surroundings) {
    if (!options.isHostOfProperties(baseUrl)
        && !CredentialLookup.isOfEnvironment(baseUrl, surroundings)) {
      throw new IllegalArgumentException(
          ("the identity token of identityTokenFile is not sent to %s, which the Properties don't"
                  + " name: set baseUrl=%s beside it")
              .formatted(baseUrl, baseUrl));
    }
    return CredentialLookup.identity(
        file, ConnectionProperty.IDENTITY_TOKEN_FILE.key(), surroundings);
  }
}
