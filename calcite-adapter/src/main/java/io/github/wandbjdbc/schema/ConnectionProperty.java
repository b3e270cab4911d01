package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.ExportOptions;
import io.github.wandbjdbc.client.files.opening.FileOptions;
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
      "The API key. By default it comes from WANDB_API_KEY or the netrc file, as for the "
          + "official client, if they are meant for the host. Give it as the password: pools and "
          + "tools log the URL and other properties"),
  IDENTITY_TOKEN_FILE(
      "identityTokenFile",
      Scope.LOCAL,
      PropertyType.path((to, value) -> to.identityTokenFile = value),
      "A file with an identity token (JWT), used instead of an API key. It is sent to the "
          + "host of a baseUrl in the same Properties, or to that of WANDB_BASE_URL. "
          + "WANDB_IDENTITY_TOKEN_FILE by default. Not in a URL"),
  USER(
      "user",
      Scope.DRIVER,
      PropertyType.text((to, value) -> {}),
      "Ignored: the API key identifies the user"),
  ENTITY(
      "entity",
      Scope.ANYWHERE,
      PropertyType.text((to, value) -> to.entity = value),
      "The current entity (user or team), which is the JDBC catalog. The default entity of "
          + "the API key by default. The path of the URL may name it instead"),
  PROJECT(
      "project",
      Scope.ANYWHERE,
      PropertyType.text((to, value) -> to.project = value),
      "The current project, which is the JDBC schema. The path of the URL may name it "
          + "instead"),
  BASE_URL(
      "baseUrl",
      Scope.ANYWHERE,
      PropertyType.text((to, value) -> to.baseUrl = value),
      "The address of the API, instead of a host in the URL. https://api.wandb.ai by " + "default"),
  PROXY(
      "proxy",
      Scope.ANYWHERE,
      PropertyType.text((to, value) -> to.proxy = value),
      "The proxy for all requests: http://user:password@host:port. By default HTTPS_PROXY, "
          + "HTTP_PROXY and NO_PROXY apply, then the JVM's settings. In a URL only if the API is "
          + "used with https"),
  CA_FILE(
      "caFile",
      Scope.LOCAL,
      PropertyType.path((to, value) -> to.caFile = value),
      "The only certificates to trust: a PEM, PKCS12 or JKS file. By default SSL_CERT_FILE, "
          + "REQUESTS_CA_BUNDLE or CURL_CA_BUNDLE, then the JVM's. Not in a URL"),
  CA_FILE_PASSWORD(
      "caFilePassword",
      Scope.LOCAL,
      PropertyType.secret((to, value) -> to.caFilePassword = value),
      "The password of caFile, if it has one. Not in a URL"),
  PAGE_SIZE(
      "pageSize",
      Scope.ANYWHERE,
      PropertyType.number(
          1,
          ApiOptions.MAX_PAGE_SIZE,
          ApiOptions.DEFAULTS.firstPageSize(),
          (to, value) -> to.api.pageSize(value)),
      "Runs per page. Unless it is set, pages grow while a result is read. If the server "
          + "fails, smaller pages are requested"),
  HISTORY_PAGE_SIZE(
      "historyPageSize",
      Scope.ANYWHERE,
      PropertyType.number(
          1,
          ApiOptions.MAX_HISTORY_PAGE_SIZE,
          ApiOptions.DEFAULTS.historyPageSize(),
          (to, value) -> to.api.historyPageSize(value)),
      "Steps of a history per page at first. Pages grow if the server allows it"),
  MAX_CONCURRENT_REQUESTS(
      "maxConcurrentRequests",
      Scope.ANYWHERE,
      PropertyType.number(
          1,
          ApiOptions.MAX_CONCURRENT_REQUESTS,
          ApiOptions.DEFAULTS.maxConcurrentRequests(),
          (to, value) -> to.api.maxConcurrentRequests(value)),
      "Concurrent requests of all connections of the JVM with the same host and credential; "
          + "if they differ, the lowest applies"),
  RATE_SHARE(
      "rateShare",
      Scope.ANYWHERE,
      PropertyType.number(
          1,
          ApiOptions.MAX_RATE_SHARE,
          ApiOptions.DEFAULTS.rateShare(),
          (to, value) -> to.api.rateShare(value)),
      "The number of programs that share the server's rate limit, such as the executors of "
          + "a Spark job. Each uses its share of maxConcurrentRequests, and stops before the "
          + "quota is used up"),
  CONNECT_TIMEOUT(
      "connectTimeout",
      Scope.ANYWHERE,
      PropertyType.seconds(
          1,
          3600,
          ApiOptions.DEFAULTS.connectTimeout(),
          (to, value) -> to.api.connectTimeout(value)),
      "Seconds to connect to the host, including the TLS handshake"),
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
      "Seconds during which a failed request is retried"),
  DISCOVERY_RUNS(
      "discoveryRuns",
      Scope.ANYWHERE,
      PropertyType.number(
          1,
          100_000,
          SchemaOptions.DEFAULT.discoveryRuns(),
          (to, value) -> to.tables.discoveryRuns(value)),
      "The columns that a table shows are taken from this number of the project's newest runs; others can be named. Of local run files all runs count"),
  MAX_COLUMNS(
      "maxColumns",
      Scope.ANYWHERE,
      PropertyType.number(
          0,
          10_000,
          SchemaOptions.DEFAULT.maxColumns(),
          (to, value) -> to.tables.maxColumns(value)),
      "The maximum number of discovered columns that a table shows; others can be named"),
  TYPE_MISMATCH(
      "typeMismatch",
      Scope.ANYWHERE,
      PropertyType.choice(
          SchemaOptions.DEFAULT.typeMismatch(), (to, value) -> to.tables.typeMismatch(value)),
      "What happens to a value that doesn't fit its column: NULL and a warning, or an error"),
  PUSHDOWN(
      "pushdown",
      Scope.ANYWHERE,
      PropertyType.flag(SchemaOptions.DEFAULT.pushdown(), (to, value) -> to.tables.pushdown(value)),
      "Whether filters, columns, order and limits are pushed down to the API. The rows are "
          + "the same"),
  METADATA_CACHE_SECONDS(
      "metadataCacheSeconds",
      Scope.ANYWHERE,
      PropertyType.seconds(
          0,
          86_400,
          SchemaOptions.DEFAULT.metadataCache(),
          (to, value) -> to.tables.metadataCache(value)),
      "Seconds for which discovered columns and names are cached"),
  NULL_CATALOG(
      "nullCatalog",
      Scope.DRIVER,
      PropertyType.choice(NullCatalog.ALL, (to, value) -> to.nullCatalog = value),
      "Which entities a null catalog stands for when a tool asks for schemas, tables, "
          + "columns and keys: all of them, or the current one"),
  ANONYMOUS(
      "anonymous",
      Scope.ANYWHERE,
      PropertyType.flag(false, (to, value) -> to.anonymous = value),
      "Whether to send no credential, even if there is one. Public projects can be read "
          + "without"),
  ON_RUN_ERROR(
      "onRunError",
      Scope.ANYWHERE,
      PropertyType.choice(
          ApiOptions.DEFAULTS.onRunError(), (to, value) -> to.api.onRunError(value)),
      "What happens if a listed run is gone, or it or its history can't be read: the "
          + "statement fails, or carries a warning"),
  EXPORTS(
      "exports",
      Scope.ANYWHERE,
      PropertyType.flag(
          ApiOptions.DEFAULTS.exports().areRead(),
          (to, value) -> to.api.exports(exports -> exports.withRead(value))),
      "Whether exported history is read as files if much is left to read. The rows are the "
          + "same"),
  ALLOW_PRIVATE_STORAGE(
      "allowPrivateStorage",
      Scope.ANYWHERE,
      PropertyType.flag(
          ApiOptions.DEFAULTS.exports().allowPrivateStorage(),
          (to, value) -> to.api.exports(exports -> exports.withPrivateStorage(value))),
      "Whether exported files may be fetched from private addresses even if the API's "
          + "address is public"),
  CACHE_DIRECTORY(
      "cacheDirectory",
      Scope.ANYWHERE,
      PropertyType.path(
          (to, value) -> to.api.exports(exports -> exports.withCacheDirectory(value))),
      "Where exported files of finished runs are kept, and names and states of local run files, in a "
          + "folder wandb-jdbc that only the user can read. ~/ stands for the home directory. By "
          + "default nothing is kept"),
  MAX_CACHE_BYTES(
      "maxCacheBytes",
      Scope.ANYWHERE,
      PropertyType.large(
          ExportOptions.LEAST_CACHE_BYTES,
          Long.MAX_VALUE,
          ApiOptions.DEFAULTS.exports().maxCacheBytes(),
          (to, value) -> to.api.exports(exports -> exports.withMaxCacheBytes(value))),
      "The maximum size of cacheDirectory. The least recently used files are deleted first"),
  RECURSIVE(
      "recursive",
      Scope.ANYWHERE,
      PropertyType.flag(
          FileOptions.DEFAULT.recursive(), (to, value) -> to.files = to.files.withRecursive(value)),
      "Whether local run files are looked for in all folders below the one that is named, however "
          + "deep"),
  MAX_RUNS(
      "maxRuns",
      Scope.ANYWHERE,
      PropertyType.large(
          1,
          Integer.MAX_VALUE,
          SchemaOptions.DEFAULT.maxRuns(),
          (to, value) -> to.tables.maxRuns(value)),
      "A statement that would read the histories of more runs fails"),
  AS_OF(
      "asOf",
      Scope.ANYWHERE,
      PropertyType.time((to, value) -> to.tables.asOf(value)),
      "Reads runs that were created until then, and what they had logged until then. What can't be "
          + "told of that time is told in a warning. UTC without a zone; not in the future. Now by "
          + "default"),
  RECORD(
      "record",
      Scope.DRIVER_LOCAL,
      PropertyType.path((to, value) -> to.record = value),
      "An existing directory in which requests and responses are kept, without credentials and "
          + "signatures; jdbc:wandb:replay: answers from it. Not in a URL"),
  MAX_REQUESTS_PER_STATEMENT(
      "maxRequestsPerStatement",
      Scope.DRIVER,
      PropertyType.large(
          1, Integer.MAX_VALUE, null, (to, value) -> to.maxRequestsPerStatement = value),
      "A statement that needs more requests, retries included, fails. No limit by default"),
  MAX_BYTES_PER_STATEMENT(
      "maxBytesPerStatement",
      Scope.DRIVER,
      PropertyType.large(1, Long.MAX_VALUE, null, (to, value) -> to.maxBytesPerStatement = value),
      "A statement whose uncompressed responses are larger fails. No limit by default");

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

  /** Its default; null if it has none. */
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
    return scope == Scope.LOCAL || scope == Scope.DRIVER_LOCAL;
  }

  /** Whether it changes what is asked of the API, by its value alone: it names no file and host. */
  public boolean isOfRequests() {
    return !type.isText() || this == AS_OF;
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
    if (this == PROXY) {
      return ProxyServer.withoutUser(value);
    }
    return this == BASE_URL ? ProxyServer.withoutUser(withoutQuery(value)) : value;
  }

  private static String withoutQuery(String url) {
    int end = 0;
    while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
      end++;
    }
    return url.substring(0, end);
  }

  /** Its effect, in a sentence. */
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
    LOCAL("Properties, builder"),
    /** Likewise, in what the driver alone reads. */
    DRIVER_LOCAL("Properties");

    private final String places;

    Scope(String places) {
      this.places = places;
    }
  }
}
