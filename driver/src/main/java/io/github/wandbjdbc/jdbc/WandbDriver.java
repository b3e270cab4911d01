package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.api.configuration.ProcessEnvironment;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.jdbc.errors.SqlErrors;
import io.github.wandbjdbc.schema.ConnectionConfiguration;
import io.github.wandbjdbc.schema.ConnectionProperty;
import io.github.wandbjdbc.schema.SchemaOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.AvaticaFactory;
import org.apache.calcite.avatica.DriverVersion;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.UnregisteredDriver;
import org.jspecify.annotations.Nullable;

/**
 * Connects to Weights &amp; Biases, or to a directory of local run files, as JDBC wants it.
 *
 * <pre>{@code
 * jdbc:wandb:[//host[:port]][/entity[/project]][?key=value&…]
 * jdbc:wandb:file:<directory>[?key=value&…]
 * jdbc:wandb:replay:<directory>[?key=value&…]
 * }</pre>
 *
 * <p>{@link ConnectionProperty} lists the keys. Connecting sends one request, which asks who the
 * viewer is; none if {@code anonymous}, or for files and recordings. Registered with {@link
 * DriverManager} when the class is loaded.
 */
public final class WandbDriver extends UnregisteredDriver {
  /** Recorded connections forget what they know before each statement, and not in between. */
  private static final Duration UNTIL_TOLD = Duration.ofDays(36_500);

  static {
    switchOffAssertionsOfOurCalcite();
    try {
      DriverManager.registerDriver(new WandbDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** A driver; the one that is registered serves everybody. */
  public WandbDriver() {}

  /**
   * Calcite's assertions ask for more than its own rules keep: where they are on, it would refuse
   * statements that it plans rightly. This holds for the copy in the one jar, which has a package
   * of its own; a Calcite that a program brings is left as it is.
   */
  private static void switchOffAssertionsOfOurCalcite() {
    String avatica = AvaticaConnection.class.getPackageName();
    if (avatica.startsWith("io.github.wandbjdbc.")) {
      String calcite = avatica.substring(0, avatica.lastIndexOf('.'));
      WandbDriver.class.getClassLoader().setPackageAssertionStatus(calcite, false);
    }
  }

  @Override
  public boolean acceptsURL(@Nullable String url) {
    return ConnectionUrl.accepts(url);
  }

  @Override
  public @Nullable Connection connect(@Nullable String url, @Nullable Properties info)
      throws SQLException {
    if (url == null || !acceptsURL(url)) {
      return null;
    }
    return connect(ConnectionOptions.of(url, info), ProcessEnvironment.ofProcess());
  }

  /** A connection as {@code options} say, and where they don't, {@code environment}. */
  Connection connect(ConnectionOptions options, ProcessEnvironment environment)
      throws SQLException {
    return connect(options, environment, LoginTimeout.ofDriverManager(options.place()));
  }

  /** Likewise, in so much time. */
  Connection connect(
      ConnectionOptions options, ProcessEnvironment environment, LoginTimeout timeout)
      throws SQLException {
    try {
      if (options.directory().isPresent()) {
        WarmUp.loadClasses();
      } else {
        WarmUp.begin();
      }
      ConnectionConfiguration configuration = options.configuration(environment::path);
      WandbConnection connection =
          connect(
              timeout.bound(scope -> open(options, configuration, environment, scope)),
              options,
              configuration);
      if (options.directory().isEmpty() && options.replay().isEmpty()) {
        connection.recordsBy(
            (directory, scope) -> recorded(options, environment, directory, scope));
      }
      return connection;
    } catch (Throwable e) {
      throw SqlErrors.whileConnecting(e);
    }
  }

  private static WandbConnection.Recorded recorded(
      ConnectionOptions options, ProcessEnvironment environment, Path directory, CallScope scope) {
    ConnectionConfiguration configuration = options.configuration(environment::path);
    ConnectionProperty.RECORD.set(
        configuration, directory.toString(), text -> directory.toAbsolutePath());
    Source source = Source.open(options, configuration, environment, scope);
    return new WandbConnection.Recorded(session(source, options, configuration), source.warnings());
  }

  private static Session session(
      Source source, ConnectionOptions options, ConnectionConfiguration configuration) {
    return Session.over(
        source,
        tables(options, configuration),
        bounded(configuration, Duration.ZERO),
        StatementLimits.of(configuration));
  }

  private static Source open(
      ConnectionOptions options,
      ConnectionConfiguration configuration,
      ProcessEnvironment environment,
      CallScope scope) {
    scope.check();
    Source source = Source.open(options, configuration, environment, scope);
    boolean isOpen = false;
    try {
      WarmUp.await();
      scope.check();
      isOpen = true;
      return source;
    } finally {
      if (!isOpen) {
        source.close();
      }
    }
  }

  private WandbConnection connect(
      Source source, ConnectionOptions options, ConnectionConfiguration configuration) {
    WandbConnection connection =
        new WandbConnection(
            this,
            (WandbFactory) factory,
            session(source, options, configuration),
            options.publicUrl(),
            source.userName(),
            source.path());
    if (configuration.isNullCatalogCurrent()) {
      connection.takeNullCatalogAsCurrent();
    }
    for (String warning : options.warnings()) {
      connection.warn(new SQLWarning(warning, SqlState.WARNING.code()));
    }
    for (String warning : source.warnings()) {
      connection.warn(new SQLWarning(warning, SqlState.WARNING.code()));
    }
    return connection;
  }

  /** Discovery waits as long as one request may take; over files it isn't bounded. */
  private static SchemaOptions tables(
      ConnectionOptions options, ConnectionConfiguration configuration) {
    if (options.replay().isPresent() || configuration.record() != null) {
      // What is asked must not depend on how long anything takes.
      return configuration.tables().toBuilder()
          .discoveryTime(Duration.ZERO)
          .metadataCache(UNTIL_TOLD)
          .build();
    }
    Duration discoveryTime =
        options.directory().isPresent() ? Duration.ZERO : configuration.api().requestTimeout();
    return bounded(configuration, discoveryTime);
  }

  private static SchemaOptions bounded(
      ConnectionConfiguration configuration, Duration discoveryTime) {
    return configuration.tables().toBuilder().discoveryTime(discoveryTime).build();
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(@Nullable String url, @Nullable Properties info) {
    Map<ConnectionProperty, String> given = new EnumMap<>(ConnectionProperty.class);
    if (info != null) {
      given.putAll(ConnectionOptions.known(info));
    }
    if (url != null && acceptsURL(url)) {
      try {
        given.putAll(ConnectionUrl.parse(url).properties());
      } catch (SQLException e) {
        // A URL that is still being typed; connecting tells what is wrong with it.
        given.putAll(Map.of());
      }
    }
    return Arrays.stream(ConnectionProperty.values())
        .map(property -> describe(property, given.get(property)))
        .toArray(DriverPropertyInfo[]::new);
  }

  private static DriverPropertyInfo describe(ConnectionProperty property, @Nullable String given) {
    String shown = given == null ? null : property.shown(given);
    String value = shown == null ? property.defaultValue() : shown;
    DriverPropertyInfo info = new DriverPropertyInfo(property.key(), value);
    info.description = property.description();
    info.required = false;
    if (!property.choices().isEmpty()) {
      info.choices = property.choices().toArray(String[]::new);
    }
    return info;
  }

  @Override
  protected AvaticaFactory createFactory() {
    return new WandbFactory();
  }

  @Override
  protected DriverVersion createDriverVersion() {
    return ProductVersion.DRIVER;
  }

  @Override
  protected String getConnectStringPrefix() {
    return ConnectionUrl.PREFIX;
  }

  @Override
  public Meta createMeta(AvaticaConnection connection) {
    return new UnusedMeta(connection);
  }
}
