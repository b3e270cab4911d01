package io.github.wandbjdbc.jdbc;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source that tells how many of its connections are open, and what they prepared. */
final class CountedDataSource implements DataSource {
  private final Opener opener;
  private final AtomicInteger open = new AtomicInteger();
  private final List<String> prepared = new ArrayList<>();

  CountedDataSource(Opener opener) {
    this.opener = opener;
  }

  /** Opens a connection. */
  @FunctionalInterface
  interface Opener {
    Connection open() throws SQLException;
  }

  /** How many connections are open. */
  int open() {
    return open.get();
  }

  /** The statements that were prepared since this was asked before. */
  List<String> prepared() {
    synchronized (prepared) {
      List<String> all = List.copyOf(prepared);
      prepared.clear();
      return all;
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = opener.open();
    open.incrementAndGet();
    return (Connection)
        Proxy.newProxyInstance(
            CountedDataSource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close") && !connection.isClosed()) {
                open.decrementAndGet();
              }
              if (method.getName().equals("prepareStatement")) {
                synchronized (prepared) {
                  prepared.add(String.valueOf(arguments[0]));
                }
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
