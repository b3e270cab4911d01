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
import java.util.function.Consumer;
import java.util.function.Function;
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
  private final ConnectionConfiguration configuration = new ConnectionConfiguration();
  private @Nullable Path directory;
  private boolean isProxyForHttps;

  WandbSchemaBuilder() {
    this(ProcessEnvironment.ofProcess());
  }

  WandbSchemaBuilder(ProcessEnvironment environment) {
    this.environment = environment;
  }

  /** Where the API is, {@code https://api.wandb.ai} by default. */
  public WandbSchemaBuilder baseUrl(String value) {
    configuration.baseUrl = value;
    return this;
  }

  /** Where local run files lie, which are read instead of the API. */
  public WandbSchemaBuilder directory(Path value) {
    directory = value;
    return this;
  }

  /** Whose projects; for run files by default that of the newest run. */
  public WandbSchemaBuilder entity(String value) {
    configuration.entity = value;
    return this;
  }

  /** Whose tables; without it, projects are schemas one level down. */
  public WandbSchemaBuilder project(String value) {
    configuration.project = value;
    return this;
  }

  /**
   * The API key; without it, {@code WANDB_API_KEY} and the netrc file are looked into, where these
   * are meant for the host.
   */
  public WandbSchemaBuilder apiKey(String value) {
    configuration.apiKey = value;
    return this;
  }

  /**
   * A file that holds an identity token, instead of an API key; for the host of {@link #baseUrl},
   * or that of {@code WANDB_BASE_URL}. By default {@code WANDB_IDENTITY_TOKEN_FILE}.
   */
  public WandbSchemaBuilder identityTokenFile(Path value) {
    configuration.identityTokenFile = value;
    return this;
  }

  /**
   * The proxy that all goes through, {@code http://user:password@host:port}. By default that of
   * {@code HTTPS_PROXY} and its kin, then the JVM's.
   */
  public WandbSchemaBuilder proxy(String value) {
    configuration.proxy = value;
    return this;
  }

  /**
   * Sets {@code property} as a model says, whose author must not be handed the API key.
   *
   * @param value has no fault
   * @param paths how the text of a path is read
   */
  void setAsOfModel(ConnectionProperty property, String value, Function<String, Path> paths) {
    property.set(configuration, value, paths);
    isProxyForHttps |= property == ConnectionProperty.PROXY;
  }

  /**
   * The certificates that are trusted, and no others: PEM, PKCS12 or JKS. By default those of
   * {@code SSL_CERT_FILE} and its kin, then the JVM's.
   *
   * @param password of the file; null if it needs none
   */
  public WandbSchemaBuilder caFile(Path value, @Nullable String password) {
    configuration.caFile = value;
    configuration.caFilePassword = password;
    return this;
  }

  /** Whether no credential is sent, even if one is found; public projects can be read so. */
  public WandbSchemaBuilder anonymous(boolean value) {
    configuration.anonymous = value;
    return this;
  }

  /** Changes how the API is asked: page sizes, timeouts, limits. */
  public WandbSchemaBuilder api(Consumer<ApiOptions.Builder> change) {
    change.accept(configuration.api);
    return this;
  }

  /** Changes how tables are discovered and read. */
  public WandbSchemaBuilder tables(Consumer<SchemaOptions.Builder> change) {
    change.accept(configuration.tables);
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
    FilesClient client = FilesClient.open(files, configuration.files(), Clock.systemUTC());
    String named = configuration.entity();
    String project = configuration.project();
    if (named == null && project != null) {
      named = client.overview(CallScope.unbounded()).entityOf(project);
    }
    return owning(client, configuration.tables(), new Namespace(named, project));
  }

  private WandbSchema overApi() {
    Settings settings = Settings.read(environment);
    ApiLocation location = ApiLocation.find(configuration.baseUrl(), environment);
    BaseUrl base = location.baseUrl();
    location.warning().ifPresent(warning -> LOGGER.log(Level.WARNING, warning));
    String named = configuration.entity() == null ? settings.entity() : configuration.entity();
    String project = configuration.project();
    if (named == null && project != null) {
      throw new IllegalArgumentException(
          "project %s of which entity? Say the user or team that it belongs to".formatted(project));
    }
    if (isProxyForHttps && !"https".equals(base.uri().getScheme())) {
      throw new IllegalArgumentException(
          "operand proxy: %s is asked by http, so the proxy would be handed the API key"
              .formatted(base));
    }
    ApiOptions.Builder options =
        configuration.api().toBuilder()
            .baseUrl(base)
            .credential(configuration.isAnonymous() ? null : credential(location))
            .appUrl(settings.appUrl());
    NetworkOptions network = network(base);
    if (network != null) {
      options.network(network);
    }
    ApiOptions api = options.build();
    SchemaOptions tables = configuration.tables();
    return owning(
        ApiClient.open(api, tables.metadataCache()),
        tables.toBuilder().discoveryTime(api.requestTimeout()).build(),
        new Namespace(named, project));
  }

  /** As it was said, or is found; null if {@link #api} says it. */
  private @Nullable NetworkOptions network(BaseUrl base) {
    NetworkLookup.Given given =
        new NetworkLookup.Given(
            configuration.proxy(), configuration.caFile(), configuration.caFilePassword());
    boolean isSaid = given.proxy() != null || given.caFile() != null;
    return isSaid || configuration.api().network().equals(NetworkOptions.OF_THE_JVM)
        ? NetworkLookup.find(given, base, environment)
        : null;
  }

  private static WandbSchema owning(WandbClient client, SchemaOptions tables, Namespace namespace) {
    return new WandbSchema(client, tables, namespace, client::close);
  }

  private Credential credential(ApiLocation location) {
    BaseUrl base = location.baseUrl();
    location.checkCredential();
    Path identityTokenFile = configuration.identityTokenFile();
    if (configuration.apiKey() == null && identityTokenFile != null) {
      if (configuration.baseUrl() == null && !CredentialLookup.isOfEnvironment(base, environment)) {
        throw new IllegalArgumentException(
            "the identity token is not sent to %s, which was not said beside it".formatted(base));
      }
      return CredentialLookup.identity(identityTokenFile, "identityTokenFile", environment);
    }
    return CredentialLookup.find(configuration.apiKey(), base, environment)
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
    return "WandbSchemaBuilder[entity=%s, project=%s]"
        .formatted(configuration.entity(), configuration.project());
  }
}
