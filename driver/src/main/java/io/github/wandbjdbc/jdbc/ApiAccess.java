package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.configuration.ApiLocation;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.client.api.configuration.CredentialLookup;
import io.github.wandbjdbc.client.api.configuration.NetworkLookup;
import io.github.wandbjdbc.client.api.configuration.ProcessEnvironment;
import io.github.wandbjdbc.client.network.NetworkOptions;
import java.nio.file.InvalidPathException;
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
  static ApiAccess find(ConnectionOptions options, ProcessEnvironment environment) {
    ApiLocation location;
    NetworkOptions network;
    try {
      location = ApiLocation.find(options.baseUrl().orElse(null), environment);
      network = network(options, location.baseUrl(), environment);
    } catch (IllegalArgumentException e) {
      throw new WandbException(Kind.UNREACHABLE, "no API to connect to: " + e.getMessage(), e);
    }
    if (options.is(ConnectionProperty.ANONYMOUS, "true")) {
      return new ApiAccess(location, network, null);
    }
    Credential credential = credential(options, location.baseUrl(), environment);
    try {
      location.checkCredential();
    } catch (IllegalArgumentException e) {
      throw new WandbException(Kind.UNREACHABLE, String.valueOf(e.getMessage()), e);
    }
    return new ApiAccess(location, network, credential);
  }

  private static NetworkOptions network(
      ConnectionOptions options, BaseUrl baseUrl, ProcessEnvironment environment) {
    if (options.isOfUrl(ConnectionProperty.PROXY) && !"https".equals(baseUrl.uri().getScheme())) {
      throw new IllegalArgumentException(
          "the URL names a proxy, and %s is asked by http, so the proxy would be handed the API key;"
                  .formatted(baseUrl)
              + " use https, or set proxy in the Properties");
    }
    String caFile = options.text(ConnectionProperty.CA_FILE).orElse(null);
    NetworkLookup.Given given =
        new NetworkLookup.Given(
            options.text(ConnectionProperty.PROXY).orElse(null),
            caFile == null ? null : path(caFile, ConnectionProperty.CA_FILE, environment),
            options.text(ConnectionProperty.CA_FILE_PASSWORD).orElse(null));
    return NetworkLookup.find(given, baseUrl, environment);
  }

  private static Credential credential(
      ConnectionOptions options, BaseUrl baseUrl, ProcessEnvironment environment) {
    Optional<Credential> found;
    try {
      Optional<String> key = options.text(ConnectionProperty.API_KEY);
      Optional<String> identity = options.text(ConnectionProperty.IDENTITY_TOKEN_FILE);
      if (key.isPresent() && identity.isPresent()) {
        throw new IllegalArgumentException(
            "the Properties have an apiKey (or password) and an identityTokenFile, so it isn't"
                + " known who asks: set one of them");
      }
      found =
          identity.isPresent()
              ? Optional.of(identity(identity.get(), options, baseUrl, environment))
              : CredentialLookup.find(key.orElse(null), baseUrl, environment);
    } catch (IllegalArgumentException e) {
      throw new WandbException(Kind.UNAUTHENTICATED, String.valueOf(e.getMessage()), e);
    }
    return found.orElseThrow(
        () ->
            new WandbException(
                Kind.UNAUTHENTICATED,
                "no API key for %s: %s; or set the connection property apiKey, or connect with"
                        .formatted(baseUrl, CredentialLookup.missing(baseUrl, environment))
                    + " anonymous=true, which public projects allow"));
  }

  /** A token is for the host that was named with it, or where the environment's own may go. */
  private static Credential identity(
      String file, ConnectionOptions options, BaseUrl baseUrl, ProcessEnvironment environment) {
    if (!options.isHostOfProperties(baseUrl)
        && !CredentialLookup.isOfEnvironment(baseUrl, environment)) {
      throw new IllegalArgumentException(
          ("the identity token of identityTokenFile is not sent to %s, which the Properties don't"
                  + " name: set baseUrl=%s beside it")
              .formatted(baseUrl, baseUrl));
    }
    return CredentialLookup.identity(
        path(file, ConnectionProperty.IDENTITY_TOKEN_FILE, environment),
        ConnectionProperty.IDENTITY_TOKEN_FILE.key(),
        environment);
  }

  private static Path path(
      String text, ConnectionProperty property, ProcessEnvironment environment) {
    try {
      return environment.path(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "%s is not a path here: %s".formatted(property.key(), e.getReason()), e);
    }
  }
}
