package io.github.wandbjdbc.client.api.configuration;

import io.github.wandbjdbc.client.network.Certificates;
import io.github.wandbjdbc.client.network.DirectHosts;
import io.github.wandbjdbc.client.network.NetworkOptions;
import io.github.wandbjdbc.client.network.Proxies;
import io.github.wandbjdbc.client.network.ProxyServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the proxy and the certificates: what the user gave, then what the official client takes
 * from the environment, then the JVM's own settings.
 */
public final class NetworkLookup {
  /** First what Go reads, of which the official client's requests are, then what Python does. */
  private static final List<String> CERTIFICATES =
      List.of("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE");

  private NetworkLookup() {}

  /**
   * The network settings that the user gave for one connection.
   *
   * @param proxy {@code http://user:password@host:port}; null if none
   * @param caFile certificates; null if none
   * @param caFilePassword of {@code caFile}, if it needs one
   */
  public record Given(
      @Nullable String proxy, @Nullable Path caFile, @Nullable String caFilePassword) {
    public static final Given NOTHING = new Given(null, null, null);

    @Override
    public String toString() {
      return "Given[caFile=%s]".formatted(caFile);
    }
  }

  /**
   * How {@code baseUrl} is reached.
   *
   * @throws IllegalArgumentException if a proxy or a file is named that can't be used; the message
   *     repeats neither user nor password, and nothing of a file
   */
  public static NetworkOptions find(Given given, BaseUrl baseUrl, Surroundings surroundings) {
    boolean isHttps = "https".equals(baseUrl.uri().getScheme());
    return new NetworkOptions(
        proxies(given.proxy(), isHttps, surroundings), certificates(given, isHttps, surroundings));
  }

  private static Proxies proxies(
      @Nullable String given, boolean isHttps, Surroundings surroundings) {
    if (given != null) {
      return Proxies.always(ProxyServer.of(given, "the connection property proxy"));
    }
    return new Proxies(
        rule("HTTPS_PROXY", isHttps, surroundings), rule("HTTP_PROXY", !isHttps, surroundings));
  }

  /**
   * The rule of a variable.
   *
   * @param isNeeded whether a value that can't be used matters
   */
  private static Proxies.@Nullable Rule rule(
      String name, boolean isNeeded, Surroundings surroundings) {
    try {
      String ours = surroundings.variable("WANDB_" + name);
      if (ours != null) {
        return Proxies.rule(ProxyServer.of(ours, "WANDB_" + name));
      }
      String value = either(name, surroundings);
      return value == null
          ? null
          : new Proxies.Rule(
              ProxyServer.of(value, "the environment variable " + name),
              DirectHosts.of(either("NO_PROXY", surroundings)));
    } catch (IllegalArgumentException e) {
      if (isNeeded) {
        throw e;
      }
      return null;
    }
  }

  /** In capitals first, as the program of Go does, which sends the official client's requests. */
  private static @Nullable String either(String name, Surroundings surroundings) {
    String small = surroundings.variable(name.toLowerCase(Locale.ROOT));
    // Whoever calls a CGI program sets this one by a header of that name.
    boolean isOfCaller =
        name.equals("HTTP_PROXY") && surroundings.variable("REQUEST_METHOD") != null;
    String capital = isOfCaller ? null : surroundings.variable(name);
    return capital == null ? small : capital;
  }

  private static Certificates certificates(
      Given given, boolean isHttps, Surroundings surroundings) {
    if (given.caFile() != null) {
      return Certificates.of(
          given.caFile(), given.caFilePassword(), "the connection property caFile");
    }
    if (isHttps) {
      for (String name : CERTIFICATES) {
        String file = surroundings.variable(name);
        if (file != null) {
          return Certificates.of(surroundings.path(file), null, "the environment variable " + name);
        }
      }
    }
    return Certificates.OF_THE_JVM;
  }
}
