package io.github.wandbjdbc.client.api.configuration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the API is, and who says so. That matters to credentials: a settings file may lie in a
 * directory that somebody else has filled.
 *
 * @param baseUrl where the API is
 * @param file the settings file of the working directory if it is that which says so, else null
 */
public record ApiLocation(BaseUrl baseUrl, @Nullable Path file) {

  /**
   * Where {@code given} says, or else {@code WANDB_BASE_URL}, {@code wandb/settings} of the working
   * directory, the user's own settings file; https://api.wandb.ai if none does.
   *
   * @param given what the user gave for this connection; null if nothing
   * @throws IllegalArgumentException if what is said is no base URL
   */
  public static ApiLocation find(@Nullable String given, Surroundings surroundings) {
    String said = given == null ? surroundings.variable("WANDB_BASE_URL") : given;
    if (said != null) {
      return new ApiLocation(BaseUrl.of(said), null);
    }
    Path file = Settings.ofWorkingDirectory(surroundings);
    String found = Settings.section(file).get("base_url");
    boolean isUsers = file.toAbsolutePath().equals(Settings.ofUser(surroundings).toAbsolutePath());
    if (found != null && !isUsers) {
      return new ApiLocation(BaseUrl.of(found), file);
    }
    return new ApiLocation(ofUser(surroundings), null);
  }

  /**
   * Where the key and the identity of the environment belong to: the host that {@code
   * WANDB_BASE_URL} names, or else the user's own settings file, or else https://api.wandb.ai.
   *
   * @throws IllegalArgumentException if what is said there is no base URL
   */
  static BaseUrl ofUser(Surroundings surroundings) {
    String said = surroundings.variable("WANDB_BASE_URL");
    if (said == null) {
      said = Settings.section(Settings.ofUser(surroundings)).get("base_url");
    }
    return said == null ? BaseUrl.PUBLIC : BaseUrl.of(said);
  }

  /**
   * Permits that a credential is sent there.
   *
   * @throws IllegalArgumentException if it would go, readable for all, where a file of the working
   *     directory says
   */
  public void checkCredential() {
    if (file != null && !isEncrypted() && !isLoopback()) {
      throw new IllegalArgumentException(
          "%s of the working directory sets the base URL to %s, where a credential would go without"
                  .formatted(file, baseUrl)
              + " encryption; if that is meant, set the base URL in the connection, or"
              + " WANDB_BASE_URL");
    }
  }

  /** A warning for users who may not know of the settings file. */
  public Optional<String> warning() {
    return Optional.ofNullable(file)
        .map(
            it ->
                "the base URL %s comes from %s of the working directory; the URL, baseUrl or"
                    + " WANDB_BASE_URL take precedence".formatted(baseUrl, it));
  }

  private boolean isEncrypted() {
    return "https".equals(baseUrl.uri().getScheme());
  }

  /** Whether it is this machine by its very name: nothing is looked up. */
  private boolean isLoopback() {
    String host = baseUrl.graphql().host();
    boolean isAddress = host.indexOf(':') >= 0 || host.matches("[0-9.]+");
    try {
      return host.equals("localhost")
          || (isAddress && InetAddress.getByName(host).isLoopbackAddress());
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
