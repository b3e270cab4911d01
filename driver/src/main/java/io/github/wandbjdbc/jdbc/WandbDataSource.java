package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.client.api.configuration.ProcessEnvironment;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.jdbc.errors.SqlErrors;
import io.github.wandbjdbc.schema.ConnectionProperty;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections of one URL, for pools and frameworks that take a {@link DataSource} and set it up by
 * its setters.
 *
 * <p>Each connection property is a JavaBean property of the same name ({@link ConnectionProperty}
 * describes them), and {@code url} is one. Without a URL the API is asked, at {@code baseUrl} if
 * that is set. Where the URL and a setter differ, the URL wins, as it does over {@code Properties}.
 * Values are checked when a connection is opened. What is secret has a setter alone.
 *
 * <p>This is not a pool: each call opens a connection.
 */
public final class WandbDataSource implements DataSource {
  private static final WandbDriver DRIVER = new WandbDriver();

  private final Map<ConnectionProperty, String> values =
      Collections.synchronizedMap(new EnumMap<>(ConnectionProperty.class));
  private volatile String url = ConnectionUrl.PREFIX;
  private volatile int loginTimeout;
  private volatile @Nullable PrintWriter logWriter;

  /** A data source for the API, with the credential that the official client would find. */
  public WandbDataSource() {}

  @Override
  public Connection getConnection() throws SQLException {
    return connect(properties());
  }

  /**
   * A connection with {@code password} as its API key.
   *
   * @param user is ignored, as it is with the driver: the key tells who asks
   * @param password null or empty for the data source's own
   */
  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    Properties properties = properties();
    if (password != null && !password.isEmpty()) {
      properties.setProperty(ConnectionProperty.API_KEY.key(), password);
    }
    return connect(properties);
  }

  private Connection connect(Properties properties) throws SQLException {
    String place = url;
    if (!ConnectionUrl.accepts(place)) {
      throw SqlErrors.of(
          SqlState.CANNOT_CONNECT,
          "the url of a %s begins with %s, such as jdbc:wandb://api.wandb.ai/my-team/my-project"
              .formatted(getClass().getSimpleName(), ConnectionUrl.PREFIX));
    }
    ConnectionOptions options = ConnectionOptions.of(place, properties);
    int seconds = loginTimeout;
    return DRIVER.connect(
        options,
        ProcessEnvironment.ofProcess(),
        seconds == 0
            ? LoginTimeout.ofDriverManager(options.place())
            : LoginTimeout.ofDataSource(options.place(), seconds));
  }

  /** The connection properties that are set. */
  Properties properties() {
    Properties properties = new Properties();
    synchronized (values) {
      values.forEach((property, value) -> properties.setProperty(property.key(), value));
    }
    return properties;
  }

  /** As it was set. */
  public String getUrl() {
    return url;
  }

  /** Null or empty for the API, as the other properties say. */
  public void setUrl(@Nullable String url) {
    this.url = url == null || url.isEmpty() ? ConnectionUrl.PREFIX : url;
  }

  /** The API key, by the name that pools have for it. */
  public void setPassword(@Nullable String key) {
    setApiKey(key);
  }

  public void setApiKey(@Nullable String key) {
    set(ConnectionProperty.API_KEY, key);
  }

  public void setCaFilePassword(@Nullable String password) {
    set(ConnectionProperty.CA_FILE_PASSWORD, password);
  }

  public @Nullable String getEntity() {
    return text(ConnectionProperty.ENTITY);
  }

  public void setEntity(@Nullable String name) {
    set(ConnectionProperty.ENTITY, name);
  }

  public @Nullable String getProject() {
    return text(ConnectionProperty.PROJECT);
  }

  public void setProject(@Nullable String name) {
    set(ConnectionProperty.PROJECT, name);
  }

  public @Nullable String getUser() {
    return text(ConnectionProperty.USER);
  }

  public void setUser(@Nullable String name) {
    set(ConnectionProperty.USER, name);
  }

  public @Nullable String getIdentityTokenFile() {
    return text(ConnectionProperty.IDENTITY_TOKEN_FILE);
  }

  public void setIdentityTokenFile(@Nullable String path) {
    set(ConnectionProperty.IDENTITY_TOKEN_FILE, path);
  }

  public @Nullable String getBaseUrl() {
    return text(ConnectionProperty.BASE_URL);
  }

  public void setBaseUrl(@Nullable String address) {
    set(ConnectionProperty.BASE_URL, address);
  }

  /** As it was set, with the user and the password that it may have. */
  public @Nullable String getProxy() {
    return text(ConnectionProperty.PROXY);
  }

  public void setProxy(@Nullable String address) {
    set(ConnectionProperty.PROXY, address);
  }

  public @Nullable String getCaFile() {
    return text(ConnectionProperty.CA_FILE);
  }

  public void setCaFile(@Nullable String path) {
    set(ConnectionProperty.CA_FILE, path);
  }

  public int getPageSize() {
    return number(ConnectionProperty.PAGE_SIZE);
  }

  public void setPageSize(int runs) {
    set(ConnectionProperty.PAGE_SIZE, String.valueOf(runs));
  }

  public int getHistoryPageSize() {
    return number(ConnectionProperty.HISTORY_PAGE_SIZE);
  }

  public void setHistoryPageSize(int steps) {
    set(ConnectionProperty.HISTORY_PAGE_SIZE, String.valueOf(steps));
  }

  public int getMaxConcurrentRequests() {
    return number(ConnectionProperty.MAX_CONCURRENT_REQUESTS);
  }

  public void setMaxConcurrentRequests(int requests) {
    set(ConnectionProperty.MAX_CONCURRENT_REQUESTS, String.valueOf(requests));
  }

  public int getRateShare() {
    return number(ConnectionProperty.RATE_SHARE);
  }

  public void setRateShare(int programs) {
    set(ConnectionProperty.RATE_SHARE, String.valueOf(programs));
  }

  public int getConnectTimeout() {
    return number(ConnectionProperty.CONNECT_TIMEOUT);
  }

  public void setConnectTimeout(int seconds) {
    set(ConnectionProperty.CONNECT_TIMEOUT, String.valueOf(seconds));
  }

  public int getRequestTimeout() {
    return number(ConnectionProperty.REQUEST_TIMEOUT);
  }

  public void setRequestTimeout(int seconds) {
    set(ConnectionProperty.REQUEST_TIMEOUT, String.valueOf(seconds));
  }

  public int getMaxRetryTime() {
    return number(ConnectionProperty.MAX_RETRY_TIME);
  }

  public void setMaxRetryTime(int seconds) {
    set(ConnectionProperty.MAX_RETRY_TIME, String.valueOf(seconds));
  }

  public int getDiscoveryRuns() {
    return number(ConnectionProperty.DISCOVERY_RUNS);
  }

  public void setDiscoveryRuns(int runs) {
    set(ConnectionProperty.DISCOVERY_RUNS, String.valueOf(runs));
  }

  public int getMaxColumns() {
    return number(ConnectionProperty.MAX_COLUMNS);
  }

  public void setMaxColumns(int columns) {
    set(ConnectionProperty.MAX_COLUMNS, String.valueOf(columns));
  }

  public @Nullable String getTypeMismatch() {
    return text(ConnectionProperty.TYPE_MISMATCH);
  }

  public void setTypeMismatch(@Nullable String nullOrError) {
    set(ConnectionProperty.TYPE_MISMATCH, nullOrError);
  }

  public boolean isPushdown() {
    return flag(ConnectionProperty.PUSHDOWN);
  }

  public void setPushdown(boolean isPushed) {
    set(ConnectionProperty.PUSHDOWN, String.valueOf(isPushed));
  }

  public int getMetadataCacheSeconds() {
    return number(ConnectionProperty.METADATA_CACHE_SECONDS);
  }

  public void setMetadataCacheSeconds(int seconds) {
    set(ConnectionProperty.METADATA_CACHE_SECONDS, String.valueOf(seconds));
  }

  public @Nullable String getNullCatalog() {
    return text(ConnectionProperty.NULL_CATALOG);
  }

  public void setNullCatalog(@Nullable String allOrCurrent) {
    set(ConnectionProperty.NULL_CATALOG, allOrCurrent);
  }

  public boolean isAnonymous() {
    return flag(ConnectionProperty.ANONYMOUS);
  }

  public void setAnonymous(boolean isAnonymous) {
    set(ConnectionProperty.ANONYMOUS, String.valueOf(isAnonymous));
  }

  public @Nullable String getOnRunError() {
    return text(ConnectionProperty.ON_RUN_ERROR);
  }

  public void setOnRunError(@Nullable String failOrWarn) {
    set(ConnectionProperty.ON_RUN_ERROR, failOrWarn);
  }

  public boolean isExports() {
    return flag(ConnectionProperty.EXPORTS);
  }

  public void setExports(boolean areRead) {
    set(ConnectionProperty.EXPORTS, String.valueOf(areRead));
  }

  public boolean isAllowPrivateStorage() {
    return flag(ConnectionProperty.ALLOW_PRIVATE_STORAGE);
  }

  public void setAllowPrivateStorage(boolean isAllowed) {
    set(ConnectionProperty.ALLOW_PRIVATE_STORAGE, String.valueOf(isAllowed));
  }

  public @Nullable String getCacheDirectory() {
    return text(ConnectionProperty.CACHE_DIRECTORY);
  }

  public void setCacheDirectory(@Nullable String path) {
    set(ConnectionProperty.CACHE_DIRECTORY, path);
  }

  public long getMaxCacheBytes() {
    return large(ConnectionProperty.MAX_CACHE_BYTES);
  }

  public void setMaxCacheBytes(long bytes) {
    set(ConnectionProperty.MAX_CACHE_BYTES, String.valueOf(bytes));
  }

  public boolean isRecursive() {
    return flag(ConnectionProperty.RECURSIVE);
  }

  public void setRecursive(boolean isRecursive) {
    set(ConnectionProperty.RECURSIVE, String.valueOf(isRecursive));
  }

  public int getMaxRuns() {
    return number(ConnectionProperty.MAX_RUNS);
  }

  public void setMaxRuns(int runs) {
    set(ConnectionProperty.MAX_RUNS, String.valueOf(runs));
  }

  public @Nullable String getAsOf() {
    return text(ConnectionProperty.AS_OF);
  }

  public void setAsOf(@Nullable String time) {
    set(ConnectionProperty.AS_OF, time);
  }

  public @Nullable String getRecord() {
    return text(ConnectionProperty.RECORD);
  }

  public void setRecord(@Nullable String path) {
    set(ConnectionProperty.RECORD, path);
  }

  /** 0 if there is no limit. */
  public int getMaxRequestsPerStatement() {
    return number(ConnectionProperty.MAX_REQUESTS_PER_STATEMENT);
  }

  /** 0 for no limit. */
  public void setMaxRequestsPerStatement(int requests) {
    set(
        ConnectionProperty.MAX_REQUESTS_PER_STATEMENT,
        requests == 0 ? null : String.valueOf(requests));
  }

  /** 0 if there is no limit. */
  public long getMaxBytesPerStatement() {
    return large(ConnectionProperty.MAX_BYTES_PER_STATEMENT);
  }

  /** 0 for no limit. */
  public void setMaxBytesPerStatement(long bytes) {
    set(ConnectionProperty.MAX_BYTES_PER_STATEMENT, bytes == 0 ? null : String.valueOf(bytes));
  }

  private void set(ConnectionProperty property, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      values.remove(property);
    } else {
      values.put(property, value);
    }
  }

  private @Nullable String text(ConnectionProperty property) {
    String value = values.get(property);
    return value == null ? property.defaultValue() : value;
  }

  private int number(ConnectionProperty property) {
    return Math.toIntExact(large(property));
  }

  private long large(ConnectionProperty property) {
    String value = text(property);
    return value == null ? 0 : Long.parseLong(value);
  }

  private boolean flag(ConnectionProperty property) {
    return Boolean.parseBoolean(text(property));
  }

  /** The seconds that connecting may take; 0 for as long as {@code DriverManager} says. */
  @Override
  public int getLoginTimeout() {
    return loginTimeout;
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    if (seconds < 0) {
      throw SqlErrors.of(SqlState.INVALID_ARGUMENT, "a login timeout of %d s".formatted(seconds));
    }
    loginTimeout = seconds;
  }

  /** As it was set. Nothing is written there: the driver logs by {@link System.Logger}. */
  @Override
  public @Nullable PrintWriter getLogWriter() {
    return logWriter;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {
    logWriter = out;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException(
        "the driver logs by System.Logger", SqlState.NOT_SUPPORTED.code());
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrapping.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Wrapping.wraps(this, type);
  }

  /** With the URL that connects alike, without what is secret. */
  @Override
  public String toString() {
    try {
      return "WandbDataSource[%s]".formatted(ConnectionOptions.of(url, properties()).publicUrl());
    } catch (SQLException e) {
      return "WandbDataSource[%s…]".formatted(ConnectionUrl.PREFIX);
    }
  }
}
