package io.github.wandbjdbc.client.api.configuration;

import io.github.wandbjdbc.client.identity.AccessTokenFile;
import io.github.wandbjdbc.client.identity.IdentityTokenFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Finds the credential where the official client does: what the user gave, then {@code
 * WANDB_API_KEY} or {@code WANDB_IDENTITY_TOKEN_FILE}, then the netrc file.
 *
 * <p>What the user gave is for the host that they gave it for, and a line of the netrc file names
 * its host. The environment's goes only where the user's own configuration leads: to the host of
 * {@code WANDB_BASE_URL}, or else of the user's own settings file, or else to api.wandb.ai.
 */
public final class CredentialLookup {
  private static final String KEY = "WANDB_API_KEY";
  private static final String IDENTITY = "WANDB_IDENTITY_TOKEN_FILE";

  private CredentialLookup() {}

  /**
   * The credential for {@code baseUrl}, or empty if there is none.
   *
   * @param given the API key that the user gave; null or empty if none
   * @throws IllegalArgumentException if the first one found can't be one
   */
  public static Optional<Credential> find(
      @Nullable String given, BaseUrl baseUrl, Surroundings surroundings) {
    if (given != null && !given.isBlank()) {
      return Optional.of(Credential.of(given, "this connection"));
    }
    Optional<Credential> ofEnvironment =
        isOfEnvironment(baseUrl, surroundings) ? ofEnvironment(surroundings) : Optional.empty();
    return ofEnvironment.isPresent()
        ? ofEnvironment
        : Netrc.of(surroundings)
            .password(baseUrl.machine())
            .map(password -> Credential.of(password, "the netrc file"));
  }

  /**
   * The identity whose tokens are in {@code file}; the official client's file of access tokens is
   * used with it.
   *
   * @param source who names the file, for messages
   * @throws IllegalArgumentException if it holds no identity token; the message repeats nothing of
   *     it
   */
  public static Credential identity(Path file, String source, Surroundings surroundings) {
    String tokens = surroundings.variable("WANDB_CREDENTIALS_FILE");
    Path path = surroundings.path(tokens == null ? "~/.config/wandb/credentials.json" : tokens);
    String usual = surroundings.variable(IDENTITY);
    // Where the official client has another identity, its tokens are that one's.
    boolean isUsual =
        usual == null || surroundings.path(usual).normalize().equals(file.normalize());
    return Credential.of(new IdentityTokenFile(file, source), new AccessTokenFile(path, isUsual));
  }

  /**
   * Whether the environment's credential may go to {@code baseUrl}.
   *
   * @return false, too, if the user's own configuration names no base URL that could be one
   */
  public static boolean isOfEnvironment(BaseUrl baseUrl, Surroundings surroundings) {
    try {
      return isSameHost(baseUrl, ApiLocation.ofUser(surroundings));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * The places that were searched for {@code baseUrl} in vain: variables and files; it doesn't list
   * the other ways to give a key.
   */
  public static String missing(BaseUrl baseUrl, Surroundings surroundings) {
    List<String> parts = new ArrayList<>();
    List<String> set = new ArrayList<>();
    List<String> unset = new ArrayList<>();
    for (String name : List.of(KEY, IDENTITY)) {
      (surroundings.variable(name) == null ? unset : set).add(name);
    }
    if (!set.isEmpty()) {
      parts.add(
          "%s is set, but is for %s alone (WANDB_BASE_URL=%s would change that)"
              .formatted(String.join(" and ", set), hostOfUser(surroundings), baseUrl));
    }
    if (!unset.isEmpty()) {
      parts.add("%s not set".formatted(String.join(" and ", unset)));
    }
    Netrc netrc = Netrc.of(surroundings);
    String lacks =
        netrc.exists() ? "%s has no line for machine %s" : "%s, for machine %s, doesn't exist";
    parts.add(lacks.formatted(netrc.path(), baseUrl.machine()));
    String host = baseUrl.equals(BaseUrl.PUBLIC) ? "" : " --host=" + baseUrl;
    return "%s; `wandb login%s` writes that line".formatted(String.join("; ", parts), host);
  }

  private static String hostOfUser(Surroundings surroundings) {
    try {
      return ApiLocation.ofUser(surroundings).toString();
    } catch (IllegalArgumentException e) {
      return "a base URL that can't be one";
    }
  }

  private static Optional<Credential> ofEnvironment(Surroundings surroundings) {
    String key = surroundings.variable(KEY);
    String identity = surroundings.variable(IDENTITY);
    if (key != null && identity != null) {
      throw new IllegalArgumentException(
          "both %s and %s are set: unset one of them".formatted(KEY, IDENTITY));
    }
    if (key != null) {
      return Optional.of(Credential.of(key, "the environment variable " + KEY));
    }
    return identity == null
        ? Optional.empty()
        : Optional.of(identity(surroundings.path(identity), IDENTITY, surroundings));
  }

  private static boolean isSameHost(BaseUrl one, BaseUrl other) {
    HttpUrl here = one.graphql();
    HttpUrl there = other.graphql();
    return Objects.equals(here.scheme(), there.scheme())
        && here.host().equals(there.host())
        && here.port() == there.port();
  }
}
