package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.client.network.ProxyServer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The connection properties, in the URL as {@code key=value} or in the {@link java.util.Properties}
 * of {@code connect}. Keys match in any case. None names a class, a script or a log file.
 */
public enum ConnectionProperty {
  API_KEY(
      "apiKey",
      "password",
      null,
      Values.SECRET,
      "The API key. Without it the environment (WANDB_API_KEY) and the netrc file are looked into,"
          + " as the official client does, where these are meant for the host. Better here than in"
          + " the URL, which tools log"),
  IDENTITY_TOKEN_FILE(
      "identityTokenFile",
      null,
      null,
      Values.LOCAL,
      "A file that holds an identity token (JWT), instead of an API key; for the host of baseUrl"
          + " beside it in the Properties, or that of WANDB_BASE_URL. By default"
          + " WANDB_IDENTITY_TOKEN_FILE. Not in a URL"),
  USER("user", null, null, Values.TEXT, "Ignored: the API key says who asks"),
  ENTITY(
      "entity",
      null,
      null,
      Values.TEXT,
      "The current entity (user or team), which is the JDBC catalog; by default that of the API"
          + " key. The URL's path may name it instead"),
  PROJECT(
      "project",
      null,
      null,
      Values.TEXT,
      "The current project, which is the JDBC schema. The URL's path may name it instead"),
  BASE_URL(
      "baseUrl",
      null,
      null,
      Values.TEXT,
      "Where the API is, instead of a host in the URL; https://api.wandb.ai by default"),
  PROXY(
      "proxy",
      null,
      null,
      Values.TEXT,
      "The proxy that all goes through: http://user:password@host:port. By default HTTPS_PROXY,"
          + " HTTP_PROXY and NO_PROXY, then the JVM's settings. In a URL only if the API is asked"
          + " by https"),
  CA_FILE(
      "caFile",
      null,
      null,
      Values.LOCAL,
      "The certificates that are trusted, and no others: PEM, PKCS12 or JKS. By default"
          + " SSL_CERT_FILE, REQUESTS_CA_BUNDLE or CURL_CA_BUNDLE, then the JVM's. Not in a URL"),
  CA_FILE_PASSWORD(
      "caFilePassword",
      null,
      null,
      Values.LOCAL_SECRET,
      "The password of caFile, if it needs one. Not in a URL"),
  PAGE_SIZE(
      "pageSize",
      null,
      "100",
      Values.whole(1, 1000),
      "Runs per page; unless it is set, pages grow as they are used up. Where the server fails at so"
          + " many, fewer are asked for"),
  HISTORY_PAGE_SIZE(
      "historyPageSize",
      null,
      "1000",
      Values.whole(1, 10_000),
      "Steps of a history per page to begin with; grows where the server allows"),
  MAX_CONCURRENT_REQUESTS(
      "maxConcurrentRequests",
      null,
      "8",
      Values.whole(1, 1000),
      "Requests under way at once, from all connections of the JVM with the same host and"
          + " credential; the smallest among them counts"),
  RATE_SHARE(
      "rateShare",
      null,
      "1",
      Values.whole(1, 1000),
      "How many programs share what the server allows, such as a Spark job's executors: each has its"
          + " part of maxConcurrentRequests, and stops before the quota is used up"),
  CONNECT_TIMEOUT(
      "connectTimeout",
      null,
      "10",
      Values.whole(1, 3600),
      "Seconds to reach the host, the TLS handshake included"),
  REQUEST_TIMEOUT(
      "requestTimeout", null, "30", Values.whole(1, 3600), "Seconds for one attempt of a request"),
  MAX_RETRY_TIME(
      "maxRetryTime",
      null,
      "60",
      Values.whole(0, 86_400),
      "Seconds for which a failed request is tried again"),
  DISCOVERY_RUNS(
      "discoveryRuns",
      null,
      "100",
      Values.whole(1, 100_000),
      "The columns of a project are those of so many of its newest runs"),
  MAX_COLUMNS(
      "maxColumns",
      null,
      "1000",
      Values.whole(0, 10_000),
      "Discovered columns per table at the most"),
  TYPE_MISMATCH(
      "typeMismatch",
      null,
      "null",
      Values.choice("null", "error"),
      "What a value becomes that does not fit its column: NULL and a warning, or an error"),
  PUSHDOWN(
      "pushdown",
      null,
      "true",
      Values.choice("true", "false"),
      "Whether predicates, columns, order and limits travel to the API; the rows are the same"),
  METADATA_CACHE_SECONDS(
      "metadataCacheSeconds",
      null,
      "60",
      Values.whole(0, 86_400),
      "For so long discovered columns and names are remembered"),
  NULL_CATALOG(
      "nullCatalog",
      null,
      "all",
      Values.choice("all", "current"),
      "Which entity a null catalog means where a tool asks for schemas, tables, columns and keys: any"
          + " of them, or the current one alone"),
  ANONYMOUS(
      "anonymous",
      null,
      "false",
      Values.choice("true", "false"),
      "Send no credential, even if one is found; public projects can be read so"),
  ON_RUN_ERROR(
      "onRunError",
      null,
      "fail",
      Values.choice("fail", "warn"),
      "What happens if a run that was listed is gone, or it or its history can't be read: the statement"
          + " fails, or a warning tells"),
  EXPORTS(
      "exports",
      null,
      "true",
      Values.choice("true", "false"),
      "Whether exported history is read as files where much is left to read; the rows are the same"),
  ALLOW_PRIVATE_STORAGE(
      "allowPrivateStorage",
      null,
      "false",
      Values.choice("true", "false"),
      "Whether exported files may be fetched from private addresses though the API's is public"),
  CACHE_DIRECTORY(
      "cacheDirectory",
      null,
      null,
      Values.TEXT,
      "Where exported files of ended runs are kept, in a folder wandb-jdbc that only the user can"
          + " read; ~/ stands for the home directory. By default nothing is kept"),
  MAX_CACHE_BYTES(
      "maxCacheBytes",
      null,
      "10737418240",
      Values.whole(1 << 20, Long.MAX_VALUE),
      "What may be kept in cacheDirectory: what was not used for longest makes room"),
  MAX_RUNS(
      "maxRuns",
      null,
      "1000",
      Values.whole(1, Integer.MAX_VALUE),
      "A statement that would read the histories of more runs fails"),
  MAX_REQUESTS_PER_STATEMENT(
      "maxRequestsPerStatement",
      null,
      null,
      Values.whole(1, Integer.MAX_VALUE),
      "A statement that needs more requests, repeated ones included, fails; by default there is no"
          + " such bound"),
  MAX_BYTES_PER_STATEMENT(
      "maxBytesPerStatement",
      null,
      null,
      Values.whole(1, Long.MAX_VALUE),
      "A statement whose answers hold more bytes, unpacked, fails; by default there is no such"
          + " bound");

  private final String key;
  private final @Nullable String alias;
  private final @Nullable String defaultValue;

  @SuppressWarnings("ImmutableEnumChecker") // A record of a text and numbers is immutable.
  private final Values values;

  private final String description;

  ConnectionProperty(
      String key,
      @Nullable String alias,
      @Nullable String defaultValue,
      Values values,
      String description) {
    this.key = key;
    this.alias = alias;
    this.defaultValue = defaultValue;
    this.values = values;
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

  /** The default; null if there is none. */
  public @Nullable String defaultValue() {
    return defaultValue;
  }

  /** The values that it may have, empty if they can't be listed. */
  public List<String> choices() {
    return values.list();
  }

  /** Whether its value must never be shown. */
  public boolean isSecret() {
    return values.kind() == Kind.SECRET || values.kind() == Kind.LOCAL_SECRET;
  }

  /** Whether it may stand in the Properties alone: who writes a URL may be somebody else. */
  public boolean isLocal() {
    return values.kind() == Kind.LOCAL || values.kind() == Kind.LOCAL_SECRET;
  }

  /** {@code value} without user and password, null if it is secret as a whole. */
  @Nullable String shown(String value) {
    if (isSecret()) {
      return null;
    }
    return this == PROXY ? ProxyServer.withoutUser(value) : value;
  }

  /** A description in a sentence. */
  public String description() {
    return description;
  }

  /** Why {@code value} can't be its value, or empty if it can. Doesn't repeat a secret. */
  Optional<String> fault(String value) {
    return values.fault(value).map(fault -> "%s=%s: %s".formatted(key, value, fault));
  }

  /** The property of that key or alias, in any case. */
  static Optional<ConnectionProperty> named(String key) {
    return Arrays.stream(values())
        .filter(
            property -> key.equalsIgnoreCase(property.key) || key.equalsIgnoreCase(property.alias))
        .findFirst();
  }

  /** All keys, for hints. */
  static List<String> keys() {
    return Arrays.stream(values()).map(ConnectionProperty::key).toList();
  }

  /**
   * The values that a property allows.
   *
   * @param choices the values to choose from, parted by bars; empty if there are none
   * @param least the least whole number, unless there are choices or it is text
   * @param most the greatest
   */
  private record Values(Kind kind, String choices, long least, long most) {
    static final Values TEXT = new Values(Kind.TEXT, "", 0, 0);
    static final Values SECRET = new Values(Kind.SECRET, "", 0, 0);
    static final Values LOCAL = new Values(Kind.LOCAL, "", 0, 0);
    static final Values LOCAL_SECRET = new Values(Kind.LOCAL_SECRET, "", 0, 0);

    static Values whole(long least, long most) {
      return new Values(Kind.WHOLE_NUMBER, "", least, most);
    }

    static Values choice(String... choices) {
      return new Values(Kind.CHOICE, String.join("|", choices), 0, 0);
    }

    List<String> list() {
      return choices.isEmpty() ? List.of() : List.of(choices.split("\\|", -1));
    }

    Optional<String> fault(String value) {
      return switch (kind) {
        case TEXT, SECRET, LOCAL, LOCAL_SECRET -> Optional.empty();
        case WHOLE_NUMBER -> numberFault(value);
        case CHOICE ->
            list().stream().anyMatch(value.strip()::equalsIgnoreCase)
                ? Optional.empty()
                : Optional.of("must be " + String.join(" or ", list()));
      };
    }

    private Optional<String> numberFault(String value) {
      try {
        long number = Long.parseLong(value.strip());
        return number >= least && number <= most
            ? Optional.empty()
            : Optional.of("must be from %d to %d".formatted(least, most));
      } catch (NumberFormatException e) {
        return Optional.of("must be a whole number");
      }
    }
  }

  private enum Kind {
    TEXT,
    SECRET,
    LOCAL,
    LOCAL_SECRET,
    WHOLE_NUMBER,
    CHOICE
  }
}
