package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.ExportOptions;
import io.github.wandbjdbc.client.network.ProxyServer;
import io.github.wandbjdbc.schema.ConnectionConfiguration.NullCatalog;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connection properties: in the driver's URL as {@code key=value}, in the {@link
 * java.util.Properties} of {@code connect}, in the operand of a model file. Keys match in any case.
 * None names a class, a script or a log file. The manual's page of them is written from here.
 */
public enum ConnectionProperty {
  API_KEY(
      "apiKey",
      "password",
      Scope.ANYWHERE,
      PropertyType.secret((to, value) -> to.apiKey = value),
      "The API key. Without it the environment (WANDB_API_KEY) and the netrc file are looked into,"
          + " as the official client does, where these are meant for the host. Better here than in"
          + " the URL, which tools log"),
  IDENTITY_TOKEN_FILE(
      "identityTokenFile",
      Scope.LOCAL,
      PropertyType.path((to, value) -> to.identityTokenFile = value),
      "A file that holds an identity token (JWT), instead of an API key; for the host of baseUrl"
          + " beside it in the Properties, or that of WANDB_BASE_URL. By default"
          + " WANDB_IDENTITY_TOKEN_FILE. Not in a URL"),
  USER(
      "user",
      Scope.DRIVER,
      PropertyType.text((to, value) -> {}),
      "Ignored: the API key says who asks"),
  ENTITY(
      "entity",
      Scope.ANYWHERE,
      PropertyType.text((to, value) -> to.entity = value),
      "The current entity (user or team), which is the JDBC catalog; by default that of the API"
          + " key. The URL's path may name it instead"),
  PROJECT(
      "project",
      Scope.ANYWHERE,
      PropertyType.text((to, value) -> to.project = value),
      "The current project, which is the JDBC schema. The URL's path may name it instead"),
  BASE_URL(
      "baseUrl",
      Scope.ANYWHERE,
      PropertyType.text((to, value) -> to.baseUrl = value),
      "Where the API is, instead of a host in the URL; https://api.wandb.ai by default"),
  PROXY(
      "proxy",
      Scope.ANYWHERE,
      PropertyType.text((to, value) -> to.proxy = value),
      "The proxy that all goes through: http://user:password@host:port. By default HTTPS_PROXY,"
          + " HTTP_PROXY and NO_PROXY, then the JVM's settings. In a URL only if the API is asked"
          + " by https"),
  CA_FILE(
      "caFile",
      Scope.LOCAL,
      PropertyType.path((to, value) -> to.caFile = value),
      "The certificates that are trusted, and no others: PEM, PKCS12 or JKS. By default"
          + " SSL_CERT_FILE, REQUESTS_CA_BUNDLE or CURL_CA_BUNDLE, then the JVM's. Not in a URL"),
  CA_FILE_PASSWORD(
      "caFilePassword",
      Scope.LOCAL,
      PropertyType.secret((to, value) -> to.caFilePassword = value),
      "The password of caFile, if it needs one. Not in a URL"),
  PAGE_SIZE(
      "pageSize",
      Scope.ANYWHERE,
      PropertyType.number(
          1,
          ApiOptions.MAX_PAGE_SIZE,
          ApiOptions.DEFAULTS.firstPageSize(),
          (to, value) -> to.api.pageSize(value)),
      "Runs per page; unless it is set, pages grow as they are used up. Where the server fails at so"
          + " many, fewer are asked for"),
  HISTORY_PAGE_SIZE(
      "historyPageSize",
      Scope.ANYWHERE,
      PropertyType.number(
          1,
          ApiOptions.MAX_HISTORY_PAGE_SIZE,
          ApiOptions.DEFAULTS.historyPageSize(),
          (to, value) -> to.api.historyPageSize(value)),
      "Steps of a history per page to begin with; grows where the server allows"),
  MAX_CONCURRENT_REQUESTS(
      "maxConcurrentRequests",
      Scope.ANYWHERE,
      PropertyType.number(
          1,
          ApiOptions.MAX_CONCURRENT_REQUESTS,
          ApiOptions.DEFAULTS.maxConcurrentRequests(),
          (to, value) -> to.api.maxConcurrentRequests(value)),
      "Requests under way at once, from all connections of the JVM with the same host and"
          + " credential; the smallest among them counts"),
  RATE_SHARE(
      "rateShare",
      Scope.ANYWHERE,
      PropertyType.number(
          1,
          ApiOptions.MAX_RATE_SHARE,
          ApiOptions.DEFAULTS.rateShare(),
          (to, value) -> to.api.rateShare(value)),
      "How many programs share what the server allows, such as a Spark job's executors: each has its"
          + " part of maxConcurrentRequests, and stops before the quota is used up"),
  CONNECT_TIMEOUT(
      "connectTimeout",
      Scope.ANYWHERE,
      PropertyType.seconds(
          1,
          3600,
          ApiOptions.DEFAULTS.connectTimeout(),
          (to, value) -> to.api.connectTimeout(value)),
      "Seconds to reach the host, the TLS handshake included"),
  REQUEST_TIMEOUT(
      "requestTimeout",
      Scope.ANYWHERE,
      PropertyType.seconds(
          1,
          3600,
          ApiOptions.DEFAULTS.requestTimeout(),
          (to, value) -> to.api.requestTimeout(value)),
      "Seconds for one attempt of a request"),
  MAX_RETRY_TIME(
      "maxRetryTime",
      Scope.ANYWHERE,
      PropertyType.seconds(
          0, 86_400, ApiOptions.DEFAULTS.maxRetryTime(), (to, value) -> to.api.maxRetryTime(value)),
      "Seconds for which a failed request is tried again"),
  DISCOVERY_RUNS(
      "discoveryRuns",
      Scope.ANYWHERE,
      PropertyType.number(
          1,
          100_000,
          SchemaOptions.DEFAULT.discoveryRuns(),
          (to, value) -> to.tables.discoveryRuns(value)),
      "Columns that are shown without being named are those of so many of the newest runs"),
  MAX_COLUMNS(
      "maxColumns",
      Scope.ANYWHERE,
      PropertyType.number(
          0,
          10_000,
          SchemaOptions.DEFAULT.maxColumns(),
          (to, value) -> to.tables.maxColumns(value)),
      "Discovered columns per table at the most; others can be named"),
  TYPE_MISMATCH(
      "typeMismatch",
      Scope.ANYWHERE,
      PropertyType.choice(
          SchemaOptions.DEFAULT.typeMismatch(), (to, value) -> to.tables.typeMismatch(value)),
      "What a value becomes that does not fit its column: NULL and a warning, or an error"),
  PUSHDOWN(
      "pushdown",
      Scope.ANYWHERE,
      PropertyType.flag(SchemaOptions.DEFAULT.pushdown(), (to, value) -> to.tables.pushdown(value)),
      "Whether predicates, columns, order and limits travel to the API; the rows are the same"),
  METADATA_CACHE_SECONDS(
      "metadataCacheSeconds",
      Scope.ANYWHERE,
      PropertyType.seconds(
          0,
          86_400,
          SchemaOptions.DEFAULT.metadataCache(),
          (to, value) -> to.tables.metadataCache(value)),
      "For so long discovered columns and names are remembered"),
  NULL_CATALOG(
      "nullCatalog",
      Scope.DRIVER,
      PropertyType.choice(NullCatalog.ALL, (to, value) -> to.nullCatalog = value),
      "Which entity a null catalog means where a tool asks for schemas, tables, columns and keys: any"
          + " of them, or the current one alone"),
  ANONYMOUS(
      "anonymous",
      Scope.ANYWHERE,
      PropertyType.flag(false, (to, value) -> to.anonymous = value),
      "Send no credential, even if one is found; public projects can be read so"),
  ON_RUN_ERROR(
      "onRunError",
      Scope.ANYWHERE,
      PropertyType.choice(
          ApiOptions.DEFAULTS.onRunError(), (to, value) -> to.api.onRunError(value)),
      "What happens if a run that was listed is gone, or it or its history can't be read: the statement"
          + " fails, or a warning tells"),
  EXPORTS(
      "exports",
      Scope.ANYWHERE,
      PropertyType.flag(
          ApiOptions.DEFAULTS.exports().areRead(),
          (to, value) -> to.api.exports(exports -> exports.withRead(value))),
      "Whether exported history is read as files where much is left to read; the rows are the same"),
  ALLOW_PRIVATE_STORAGE(
      "allowPrivateStorage",
      Scope.ANYWHERE,
      PropertyType.flag(
          ApiOptions.DEFAULTS.exports().allowPrivateStorage(),
          (to, value) -> to.api.exports(exports -> exports.withPrivateStorage(value))),
      "Whether exported files may be fetched from private addresses though the API's is public"),
  CACHE_DIRECTORY(
      "cacheDirectory",
      Scope.ANYWHERE,
      PropertyType.path(
          (to, value) -> to.api.exports(exports -> exports.withCacheDirectory(value))),
      "Where exported files of ended runs are kept, in a folder wandb-jdbc that only the user can"
          + " read; ~/ stands for the home directory. By default nothing is kept"),
  MAX_CACHE_BYTES(
      "maxCacheBytes",
      Scope.ANYWHERE,
      PropertyType.large(
          ExportOptions.LEAST_CACHE_BYTES,
          Long.MAX_VALUE,
          ApiOptions.DEFAULTS.exports().maxCacheBytes(),
          (to, value) -> to.api.exports(exports -> exports.withMaxCacheBytes(value))),
      "What may be kept in cacheDirectory: what was not used for longest makes room"),
  MAX_RUNS(
      "maxRuns",
      Scope.ANYWHERE,
      PropertyType.large(
          1,
          Integer.MAX_VALUE,
          SchemaOptions.DEFAULT.maxRuns(),
          (to, value) -> to.tables.maxRuns(value)),
      "A statement that would read the histories of more runs fails"),
  MAX_REQUESTS_PER_STATEMENT(
      "maxRequestsPerStatement",
      Scope.DRIVER,
      PropertyType.large(
          1, Integer.MAX_VALUE, null, (to, value) -> to.maxRequestsPerStatement = value),
      "A statement that needs more requests, repeated ones included, fails; by default there is no"
          + " such bound"),
  MAX_BYTES_PER_STATEMENT(
      "maxBytesPerStatement",
      Scope.DRIVER,
      PropertyType.large(1, Long.MAX_VALUE, null, (to, value) -> to.maxBytesPerStatement = value),
      "A statement whose answers hold more bytes, unpacked, fails; by default there is no such"
          + " bound");

  private final String key;
  private final @Nullable String alias;
  private final Scope scope;

  @SuppressWarnings("ImmutableEnumChecker") // It has texts and functions alone.
  private final PropertyType<?> type;

  private final String description;

  ConnectionProperty(String key, Scope scope, PropertyType<?> type, String description) {
    this(key, null, scope, type, description);
  }

  ConnectionProperty(
      String key, @Nullable String alias, Scope scope, PropertyType<?> type, String description) {
    this.key = key;
    this.alias = alias;
    this.scope = scope;
    this.type = type;
    this.description = description;
  }

  /** As it is written in a URL. */
  public String key() {
    return key;
  }

  /** Another name for it, null if it has none. */
  public @Nullable String alias() {
    return alias;
  }

  /** What holds if it is not set; null if nothing does. */
  public @Nullable String defaultValue() {
    return type.defaultValue();
  }

  /** The values that it may have, empty if they can't be listed. */
  public List<String> choices() {
    return type.choices();
  }

  /** Whether its value must never be shown. */
  public boolean isSecret() {
    return type.isSecret();
  }

  /** Whether it may stand in the Properties alone: who writes a URL may be somebody else. */
  public boolean isLocal() {
    return scope == Scope.LOCAL;
  }

  /** Whether the operand of a model file may set it. */
  boolean isOfModels() {
    return scope == Scope.ANYWHERE;
  }

  /** Whether its values are texts, rather than numbers or choices. */
  boolean isText() {
    return type.isText();
  }

  /** The values that it may have, in words. */
  String allowed() {
    return type.allowed();
  }

  /** Where it may be set, in words. */
  String places() {
    return scope.places;
  }

  /** {@code value} without user and password, null if it is secret as a whole. */
  public @Nullable String shown(String value) {
    if (isSecret()) {
      return null;
    }
    return this == PROXY ? ProxyServer.withoutUser(value) : value;
  }

  /** What it does, in a sentence. */
  public String description() {
    return description;
  }

  /** Why {@code value} can't be its value, or empty if it can. Doesn't repeat the value. */
  public Optional<String> fault(String value) {
    return type.fault(value);
  }

  /**
   * Sets in {@code configuration} what {@code value}, which has no {@link #fault}, says.
   *
   * @param paths how the text of a path is read
   */
  public void set(
      ConnectionConfiguration configuration, String value, Function<String, Path> paths) {
    type.set(configuration, value, paths);
  }

  /** The property of that key or alias, in any case. */
  public static Optional<ConnectionProperty> named(String key) {
    return Arrays.stream(values())
        .filter(
            property -> key.equalsIgnoreCase(property.key) || key.equalsIgnoreCase(property.alias))
        .findFirst();
  }

  /** All keys, for hints. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(ConnectionProperty::key).toList();
  }

  /** Where a property may be set. Whoever writes a URL or a model may be somebody else. */
  private enum Scope {
    ANYWHERE("URL, Properties, model, builder"),
    /** In what the driver alone reads. */
    DRIVER("URL, Properties"),
    /** In Java alone, since it names the reader's files or what is in them. */
    LOCAL("Properties, builder");

    private final String places;

    Scope(String places) {
      this.places = places;
    }
  }
}
