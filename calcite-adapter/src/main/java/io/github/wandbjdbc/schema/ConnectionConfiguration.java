package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.ExportOptions;
import io.github.wandbjdbc.client.files.opening.FileOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Everything that connection properties say of a connection, as values of their types. Without a
 * property its default holds. {@link ConnectionProperty} lists them, and sets each of these.
 */
public final class ConnectionConfiguration {
  final ApiOptions.Builder api = ApiOptions.builder();
  final SchemaOptions.Builder tables = SchemaOptions.builder();
  FileOptions files = FileOptions.DEFAULT;
  @Nullable String baseUrl;
  @Nullable String entity;
  @Nullable String project;
  @Nullable String apiKey;
  @Nullable Path identityTokenFile;
  @Nullable String proxy;
  @Nullable Path caFile;
  @Nullable String caFilePassword;
  @Nullable Path record;
  boolean anonymous;
  NullCatalog nullCatalog = NullCatalog.ALL;
  long maxRequestsPerStatement = Long.MAX_VALUE;
  long maxBytesPerStatement = Long.MAX_VALUE;

  /** A configuration in which nothing is said. */
  public ConnectionConfiguration() {}

  /** How the API is asked; where it is and who asks are not in there yet. */
  public ApiOptions api() {
    return api.build();
  }

  /** How tables are discovered and read. */
  public SchemaOptions tables() {
    return tables.build();
  }

  /** How local run files are read. */
  public FileOptions files() {
    ExportOptions exports = api.build().exports();
    return files.withCache(exports.cacheDirectory(), exports.maxCacheBytes());
  }

  /** Where the API is; null if nothing says so. */
  public @Nullable String baseUrl() {
    return baseUrl;
  }

  /** The entity to begin with; null if nothing says so. */
  public @Nullable String entity() {
    return entity;
  }

  /** The project to begin with; null if nothing says so. */
  public @Nullable String project() {
    return project;
  }

  public @Nullable String apiKey() {
    return apiKey;
  }

  public @Nullable Path identityTokenFile() {
    return identityTokenFile;
  }

  public @Nullable String proxy() {
    return proxy;
  }

  public @Nullable Path caFile() {
    return caFile;
  }

  public @Nullable String caFilePassword() {
    return caFilePassword;
  }

  /** The directory in which requests and answers are kept; null if they aren't. */
  public @Nullable Path record() {
    return record;
  }

  /** Whether no credential is sent. */
  public boolean isAnonymous() {
    return anonymous;
  }

  /** Whether a null catalog means the current entity alone. */
  public boolean isNullCatalogCurrent() {
    return nullCatalog == NullCatalog.CURRENT;
  }

  /** How many requests a statement may send; {@link Long#MAX_VALUE} for any number. */
  public long maxRequestsPerStatement() {
    return maxRequestsPerStatement;
  }

  /** How many bytes the answers of a statement may hold; {@link Long#MAX_VALUE} for any number. */
  public long maxBytesPerStatement() {
    return maxBytesPerStatement;
  }

  /** Whose experiments; never a key or a password. */
  @Override
  public String toString() {
    return "ConnectionConfiguration[entity=%s, project=%s]".formatted(entity, project);
  }

  /** The entities that a null catalog means in metadata. */
  enum NullCatalog {
    ALL,
    CURRENT
  }
}
