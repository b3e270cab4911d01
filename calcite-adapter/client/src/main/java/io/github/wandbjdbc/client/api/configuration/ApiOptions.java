package io.github.wandbjdbc.client.api.configuration;

import io.github.wandbjdbc.client.network.NetworkOptions;
import java.time.Duration;
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

  private static final int MAX_RATE_SHARE = 1000;

  /** More than this makes servers fail, and answers large. */
  public static final int MAX_HISTORY_PAGE_SIZE = 10_000;

  /** The public service, asked as nobody. */
  public static final ApiOptions DEFAULTS =
      new ApiOptions(
          BaseUrl.PUBLIC,
          null,
          null,
          GROWING_PAGES,
          1000,
          8,
          1,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          OnRunError.FAIL,
          ExportOptions.DEFAULTS,
          NetworkOptions.OF_THE_JVM);

  public ApiOptions {
    if (appUrl != null && !appUrl.startsWith("https://") && !appUrl.startsWith("http://")) {
      throw new IllegalArgumentException("the URL of the web app begins with https:// or http://");
    }
    checkBetween(GROWING_PAGES, MAX_PAGE_SIZE, pageSize, "pageSize");
    checkBetween(1, MAX_HISTORY_PAGE_SIZE, historyPageSize, "historyPageSize");
    checkBetween(1, 1000, maxConcurrentRequests, "maxConcurrentRequests");
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

  public ApiOptions withBaseUrl(BaseUrl value) {
    return new ApiOptions(
        value,
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

  public ApiOptions withCredential(@Nullable Credential value) {
    return new ApiOptions(
        baseUrl,
        value,
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

  public ApiOptions withAppUrl(@Nullable String value) {
    return new ApiOptions(
        baseUrl,
        credential,
        value,
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

  public ApiOptions withPageSize(int value) {
    return new ApiOptions(
        baseUrl,
        credential,
        appUrl,
        value,
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

  public ApiOptions withHistoryPageSize(int value) {
    return new ApiOptions(
        baseUrl,
        credential,
        appUrl,
        pageSize,
        value,
        maxConcurrentRequests,
        rateShare,
        connectTimeout,
        requestTimeout,
        maxRetryTime,
        onRunError,
        exports,
        network);
  }

  public ApiOptions withMaxConcurrentRequests(int value) {
    return new ApiOptions(
        baseUrl,
        credential,
        appUrl,
        pageSize,
        historyPageSize,
        value,
        rateShare,
        connectTimeout,
        requestTimeout,
        maxRetryTime,
        onRunError,
        exports,
        network);
  }

  public ApiOptions withRateShare(int value) {
    return new ApiOptions(
        baseUrl,
        credential,
        appUrl,
        pageSize,
        historyPageSize,
        maxConcurrentRequests,
        value,
        connectTimeout,
        requestTimeout,
        maxRetryTime,
        onRunError,
        exports,
        network);
  }

  public ApiOptions withConnectTimeout(Duration value) {
    return new ApiOptions(
        baseUrl,
        credential,
        appUrl,
        pageSize,
        historyPageSize,
        maxConcurrentRequests,
        rateShare,
        value,
        requestTimeout,
        maxRetryTime,
        onRunError,
        exports,
        network);
  }

  public ApiOptions withRequestTimeout(Duration value) {
    return new ApiOptions(
        baseUrl,
        credential,
        appUrl,
        pageSize,
        historyPageSize,
        maxConcurrentRequests,
        rateShare,
        connectTimeout,
        value,
        maxRetryTime,
        onRunError,
        exports,
        network);
  }

  public ApiOptions withMaxRetryTime(Duration value) {
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
        value,
        onRunError,
        exports,
        network);
  }

  public ApiOptions withOnRunError(OnRunError value) {
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
        value,
        exports,
        network);
  }

  public ApiOptions withExports(ExportOptions value) {
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
        value,
        network);
  }

  public ApiOptions withNetwork(NetworkOptions value) {
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
        value);
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
}
