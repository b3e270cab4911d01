package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.ApiClient;
import io.github.wandbjdbc.client.api.configuration.ApiLocation;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.client.api.configuration.CredentialLookup;
import io.github.wandbjdbc.client.api.configuration.NetworkLookup;
import io.github.wandbjdbc.client.api.configuration.ProcessEnvironment;
import io.github.wandbjdbc.client.api.configuration.Settings;
import io.github.wandbjdbc.client.files.FilesClient;
import io.github.wandbjdbc.client.network.NetworkOptions;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Says whose experiments a {@link WandbSchema} shows, and how they are asked for.
 *
 * <pre>{@code
 * WandbSchema wandb = WandbSchema.builder().entity("my-team").project("vision").build();
 * calciteConnection.getRootSchema().add("wandb", wandb.schema());
 * }</pre>
 *
 * <p>Base URL, entity and API key are looked up as the official client does where they aren't said.
 */
public final class WandbSchemaBuilder {
  private static final System.Logger LOGGER = System.getLogger("wandb.connections");

  private final ProcessEnvironment environment;
  private @Nullable String baseUrl;
  private @Nullable Path directory;
  private @Nullable String entity;
  private @Nullable String project;
  private @Nullable String apiKey;
  private @Nullable Path identityTokenFile;
  private @Nullable String proxy;
  private boolean isProxyForHttps;
  private @Nullable Path caFile;
  private @Nullable String caFilePassword;
  private boolean anonymous;
  private ApiOptions api = ApiOptions.DEFAULTS;
  private SchemaOptions schema = SchemaOptions.DEFAULT;

  WandbSchemaBuilder() {
    this(ProcessEnvironment.ofProcess());
  }

  WandbSchemaBuilder(ProcessEnvironment environment) {
    this.environment = environment;
  }

  /** Where the API is, {@code https://api.wandb.ai} by default. */
  public WandbSchemaBuilder baseUrl(String value) {
    baseUrl = value;
    return this;
  }

  /** Where local run files lie, which are read instead of the API. */
  public WandbSchemaBuilder directory(Path value) {
    directory = value;
    return this;
  }

  /** Whose projects; for run files by default that of the newest run. */
  public WandbSchemaBuilder entity(String value) {
    entity = value;
    return this;
  }

  /** Whose tables; without it, projects are schemas one level down. */
  public WandbSchemaBuilder project(String value) {
    project = value;
    return this;
  }

  /**
   * The API key; without it, {@code WANDB_API_KEY} and the netrc file are looked into, where these
   * are meant for the host.
   */
  public WandbSchemaBuilder apiKey(String value) {
    apiKey = value;
    return this;
  }

  /**
   * A file that holds an identity token, instead of an API key; for the host of {@link #baseUrl},
   * or that of {@code WANDB_BASE_URL}. By default {@code WANDB_IDENTITY_TOKEN_FILE}.
   */
  public WandbSchemaBuilder identityTokenFile(Path value) {
    identityTokenFile = value;
    return this;
  }

  /**
   * The proxy that all goes through, {@code http://user:password@host:port}. By default that of
   * {@code HTTPS_PROXY} and its kin, then the JVM's.
   */
  public WandbSchemaBuilder proxy(String value) {
    proxy = value;
    return this;
  }

  /** As {@link #proxy}, but of somebody whom the API key must not be handed to. */
  WandbSchemaBuilder proxyForHttps(String value) {
    isProxyForHttps = true;
    return proxy(value);
  }

  /**
   * The certificates that are trusted, and no others: PEM, PKCS12 or JKS. By default those of
   * {@code SSL_CERT_FILE} and its kin, then the JVM's.
   *
   * @param password of the file; null if it needs none
   */
  public WandbSchemaBuilder caFile(Path value, @Nullable String password) {
    caFile = value;
    caFilePassword = password;
    return this;
  }

  /** Whether no credential is sent, even if one is found; public projects can be read so. */
  public WandbSchemaBuilder anonymous(boolean value) {
    anonymous = value;
    return this;
  }

  /** Changes how the API is asked: page sizes, timeouts, limits. */
  public WandbSchemaBuilder api(UnaryOperator<ApiOptions> change) {
    api = change.apply(api);
    return this;
  }

  /** Changes how tables are discovered and read. */
  public WandbSchemaBuilder tables(UnaryOperator<SchemaOptions> change) {
    schema = change.apply(schema);
    return this;
  }

  /**
   * The schema, which has asked nothing yet. {@code UNAUTHENTICATED} if there is no API key.
   *
   * @throws IllegalArgumentException if something that was said can't be, or the entity is missing
   */
  public WandbSchema build() {
    return directory == null ? overApi() : overFiles(directory);
  }

  private WandbSchema overFiles(Path files) {
    FilesClient client = FilesClient.open(files, Clock.systemUTC());
    String named = entity;
    if (named == null && project != null) {
      named = client.viewer(CallScope.unbounded()).entity();
    }
    return owning(client, schema, new Namespace(named, project));
  }

  private WandbSchema overApi() {
    Settings settings = Settings.read(environment);
    ApiLocation location = ApiLocation.find(baseUrl, environment);
    BaseUrl base = location.baseUrl();
    location.warning().ifPresent(warning -> LOGGER.log(Level.WARNING, warning));
    String named = entity == null ? settings.entity() : entity;
    if (named == null && project != null) {
      throw new IllegalArgumentException(
          "project %s of which entity? Say the user or team that it belongs to".formatted(project));
    }
    if (isProxyForHttps && !"https".equals(base.uri().getScheme())) {
      throw new IllegalArgumentException(
          "operand proxy: %s is asked by http, so the proxy would be handed the API key"
              .formatted(base));
    }
    ApiOptions options =
        api.withBaseUrl(base)
            .withCredential(anonymous ? null : credential(location))
            .withAppUrl(settings.appUrl());
    boolean isSaid = proxy != null || caFile != null;
    if (isSaid || api.network().equals(NetworkOptions.OF_THE_JVM)) {
      NetworkLookup.Given given = new NetworkLookup.Given(proxy, caFile, caFilePassword);
      options = options.withNetwork(NetworkLookup.find(given, base, environment));
    }
    return owning(
        ApiClient.open(options, schema.metadataCache()),
        schema.withDiscoveryTime(options.requestTimeout()),
        new Namespace(named, project));
  }

  private static WandbSchema owning(WandbClient client, SchemaOptions tables, Namespace namespace) {
    return new WandbSchema(client, tables, namespace, client::close);
  }

  private Credential credential(ApiLocation location) {
    BaseUrl base = location.baseUrl();
    location.checkCredential();
    if (apiKey == null && identityTokenFile != null) {
      if (baseUrl == null && !CredentialLookup.isOfEnvironment(base, environment)) {
        throw new IllegalArgumentException(
            "the identity token is not sent to %s, which was not said beside it".formatted(base));
      }
      return CredentialLookup.identity(identityTokenFile, "identityTokenFile", environment);
    }
    return CredentialLookup.find(apiKey, base, environment)
        .orElseThrow(
            () ->
                new WandbException(
                    Kind.UNAUTHENTICATED,
                    "no API key for %s: %s; or say apiKey; or say anonymous, which public projects"
                            .formatted(base, CredentialLookup.missing(base, environment))
                        + " allow"));
  }

  /** Whose experiments; never the API key. */
  @Override
  public String toString() {
    return "WandbSchemaBuilder[entity=%s, project=%s]".formatted(entity, project);
  }
}
