package io.github.wandbjdbc.client.api.graphql;

import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.discovery.ServerCapabilities;
import io.github.wandbjdbc.client.api.http.Endpoint;
import io.github.wandbjdbc.client.api.http.Timing;
import java.time.Duration;

/**
 * The way in which one client asks: with which options, through what, and with what is known of the
 * server.
 *
 * @param appUrl where the web app is, without a trailing slash
 * @param measurementLifetime how long a measurement of the server counts
 */
public record ApiContext(
    ApiOptions options,
    Endpoint endpoint,
    GraphQl graphQl,
    String appUrl,
    Timing timing,
    Duration measurementLifetime) {

  /** The discoveries about the server. */
  public ServerCapabilities server() {
    return endpoint.server();
  }

  /**
   * How many requests of one scan may be under way at once. It decides how large later ones are, so
   * that where they are recorded or replayed it depends on nothing that may be different then.
   */
  public int readAhead() {
    return endpoint.recording() == null && endpoint.replay() == null
        ? options.ownConcurrentRequests()
        : 1;
  }

  /** Whether a run that is gone, or can't be read, ends what is read of all runs. */
  public boolean failsOnRunError() {
    return options.onRunError() == ApiOptions.OnRunError.FAIL;
  }
}
