package io.github.wandbjdbc.client.api.configuration;

import io.github.wandbjdbc.client.network.NetworkOptions;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How to ask the API.
 *
 * @param baseUrl where the API is
 * @param credential null to ask as nobody, which public projects allow
 * @param appUrl where the web app is, for {@code Run.url}; null for the one that belongs to {@code
 *     baseUrl}
 * @param pageSize runs per page, 1 to 1000; or {@link #GROWING_PAGES}
 * @param historyPageSize steps of history per page to begin with, 1 to 10 000
 * @param maxConcurrentRequests how many requests may be under way at once, from all clients in this
 *     JVM with the same base URL and credential; the smallest of theirs counts
 * @param rateShare how many programs share what the server allows, this one included
 * @param connectTimeout how long reaching the host may take in each attempt: looking its name up,
 *     connecting to any of its addresses, and the TLS handshake together
 * @param requestTimeout how long one attempt may take in all
 * @param maxRetryTime how long a request is tried again after its first failure
 * @param onRunError what to do when a run that was listed is gone, or its history can't be read
 * @param exports whether and how exported history is read
 * @param network through which proxy the API and its storage are asked, and whose certificates are
 *     trusted
 */
public record ApiOptions(
    BaseUrl baseUrl,
    @Nullable Credential credential,
    @Nullable String appUrl,
    int pageSize,
    int historyPageSize,
    int maxConcurrentRequests,
    int rateShare,
    Duration connectTimeout,
    Duration requestTimeout,
    Duration maxRetryTime,
    OnRunError onRunError,
    ExportOptions exports,
    NetworkOptions network) {

  /** Begins with 100 runs per page, and asks for more as pages are used up. */
  public static final int GROWING_PAGES = 0;

  public static final int MAX_PAGE_SIZE = 1000;

  private static final int FIRST_PAGE_SIZE = 100;

  public static final int MAX_CONCURRENT_REQUESTS = 1000;

  public static final int MAX_RATE_SHARE = 1000;

  /** More than this makes servers fail, and answers large. */
  public static final int MAX_HISTORY_PAGE_SIZE = 10_000;

  /** The public service, asked as nobody. */
  public static final ApiOptions DEFAULTS = builder().build();

  public ApiOptions {
    if (appUrl != null && !appUrl.startsWith("https://") && !appUrl.startsWith("http://")) {
      throw new IllegalArgumentException("the URL of the web app begins with https:// or http://");
    }
    checkBetween(GROWING_PAGES, MAX_PAGE_SIZE, pageSize, "pageSize");
    checkBetween(1, MAX_HISTORY_PAGE_SIZE, historyPageSize, "historyPageSize");
    checkBetween(1, MAX_CONCURRENT_REQUESTS, maxConcurrentRequests, "maxConcurrentRequests");
    checkBetween(1, MAX_RATE_SHARE, rateShare, "rateShare");
    if (connectTimeout.isNegative() || requestTimeout.isNegative() || maxRetryTime.isNegative()) {
      throw new IllegalArgumentException("a negative timeout");
    }
  }

  /** The reaction to a listed run that is gone later. */
  public enum OnRunError {
    /** Fail. */
    FAIL,
    /** Go on with the next run, and warn. */
    WARN
  }

  /** A builder that begins with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that begins with these options. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** How many requests this program may have under way at once. */
  public int ownConcurrentRequests() {
    return Math.max(1, maxConcurrentRequests / rateShare);
  }

  /**
   * So much of the server's quota is left to the programs that share it: each may have asked since
   * the server said what remains.
   */
  public int quotaOfOthers() {
    return rateShare - 1;
  }

  /** How many runs to ask for at first. */
  public int firstPageSize() {
    return pageSize == GROWING_PAGES ? FIRST_PAGE_SIZE : pageSize;
  }

  /** How many runs to ask for at the most. */
  public int largestPageSize() {
    return pageSize == GROWING_PAGES ? MAX_PAGE_SIZE : pageSize;
  }

  private static void checkBetween(int min, int max, int value, String name) {
    if (value < min || value > max) {
      throw new IllegalArgumentException("%s is %d to %d, not %d".formatted(name, min, max, value));
    }
  }

  /** Options in the making; the components of {@link ApiOptions} by their names. */
  public static final class Builder {
    private BaseUrl baseUrl = BaseUrl.PUBLIC;
    private @Nullable Credential credential;
    private @Nullable String appUrl;
    private int pageSize = GROWING_PAGES;
    private int historyPageSize = 1000;
    private int maxConcurrentRequests = 8;
    private int rateShare = 1;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration requestTimeout = Duration.ofSeconds(30);
    private Duration maxRetryTime = Duration.ofSeconds(60);
    private OnRunError onRunError = OnRunError.FAIL;
    private ExportOptions exports = ExportOptions.DEFAULTS;
    private NetworkOptions network = NetworkOptions.OF_THE_JVM;

    private Builder() {}

    private Builder(ApiOptions options) {
      baseUrl = options.baseUrl;
      credential = options.credential;
      appUrl = options.appUrl;
      pageSize = options.pageSize;
      historyPageSize = options.historyPageSize;
      maxConcurrentRequests = options.maxConcurrentRequests;
      rateShare = options.rateShare;
      connectTimeout = options.connectTimeout;
      requestTimeout = options.requestTimeout;
      maxRetryTime = options.maxRetryTime;
      onRunError = options.onRunError;
      exports = options.exports;
      network = options.network;
    }

    public Builder baseUrl(BaseUrl value) {
      baseUrl = value;
      return this;
    }

    public Builder credential(@Nullable Credential value) {
      credential = value;
      return this;
    }

    public Builder appUrl(@Nullable String value) {
      appUrl = value;
      return this;
    }

    public Builder pageSize(int value) {
      pageSize = value;
      return this;
    }

    public Builder historyPageSize(int value) {
      historyPageSize = value;
      return this;
    }

    public Builder maxConcurrentRequests(int value) {
      maxConcurrentRequests = value;
      return this;
    }

    public Builder rateShare(int value) {
      rateShare = value;
      return this;
    }

    public Builder connectTimeout(Duration value) {
      connectTimeout = value;
      return this;
    }

    public Builder requestTimeout(Duration value) {
      requestTimeout = value;
      return this;
    }

    public Builder maxRetryTime(Duration value) {
      maxRetryTime = value;
      return this;
    }

    public Builder onRunError(OnRunError value) {
      onRunError = value;
      return this;
    }

    public Builder exports(ExportOptions value) {
      exports = value;
      return this;
    }

    public Builder network(NetworkOptions value) {
      network = value;
      return this;
    }

    /** Changes how exported history is read. */
    public Builder exports(UnaryOperator<ExportOptions> change) {
      exports = change.apply(exports);
      return this;
    }

    /** The options; throws {@link IllegalArgumentException} if one can't be. */
    public ApiOptions build() {
      return new ApiOptions(
          baseUrl,
          credential,
          appUrl,
          pageSize,
          historyPageSize,
          maxConcurrentRequests,
          rateShare,
          connectTimeout,
          requestTimeout,
          maxRetryTime,
          onRunError,
          exports,
          network);
    }
  }
}
