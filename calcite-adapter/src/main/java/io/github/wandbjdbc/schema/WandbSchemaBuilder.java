package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.ApiClient;
import io.github.wandbjdbc.client.api.ApiOptions;
import io.github.wandbjdbc.client.api.BaseUrl;
import io.github.wandbjdbc.client.api.Credential;
import io.github.wandbjdbc.client.api.CredentialLookup;
import io.github.wandbjdbc.client.api.Settings;
import io.github.wandbjdbc.client.api.Surroundings;
import io.github.wandbjdbc.client.files.FilesClient;
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
  private final Surroundings surroundings;
  private @Nullable String baseUrl;
  private @Nullable Path directory;
  private @Nullable String entity;
  private @Nullable String project;
  private @Nullable String apiKey;
  private boolean anonymous;
  private ApiOptions api = ApiOptions.DEFAULTS;
  private SchemaOptions schema = SchemaOptions.DEFAULT;

  WandbSchemaBuilder() {
    this(Surroundings.ofProcess());
  }

  WandbSchemaBuilder(Surroundings surroundings) {
    this.surroundings = surroundings;
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

  /** The API key; without it, {@code WANDB_API_KEY} and the netrc file are looked into. */
  public WandbSchemaBuilder apiKey(String value) {
    apiKey = value;
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
    Settings settings = Settings.read(surroundings);
    String where = baseUrl == null ? settings.baseUrl() : baseUrl;
    BaseUrl base = where == null ? BaseUrl.PUBLIC : BaseUrl.of(where);
    String named = entity == null ? settings.entity() : entity;
    if (named == null && project != null) {
      throw new IllegalArgumentException(
          "project %s of which entity? Say the user or team that it belongs to".formatted(project));
    }
    ApiOptions options =
        api.withBaseUrl(base)
            .withCredential(anonymous ? null : credential(base))
            .withAppUrl(settings.appUrl());
    return owning(
        ApiClient.open(options, schema.metadataCache()),
        schema.withDiscoveryTime(options.requestTimeout()),
        new Namespace(named, project));
  }

  private static WandbSchema owning(WandbClient client, SchemaOptions tables, Namespace namespace) {
    return new WandbSchema(client, tables, namespace, client::close);
  }

  private Credential credential(BaseUrl base) {
    return CredentialLookup.find(apiKey, base, surroundings)
        .orElseThrow(
            () ->
                new WandbException(
                    Kind.UNAUTHENTICATED,
                    "no API key for %s: say apiKey, set the environment variable WANDB_API_KEY or"
                            .formatted(base)
                        + " a line in the netrc file; or say anonymous, which public projects"
                        + " allow"));
  }

  /** Whose experiments; never the API key. */
  @Override
  public String toString() {
    return "WandbSchemaBuilder[entity=%s, project=%s]".formatted(entity, project);
  }
}
