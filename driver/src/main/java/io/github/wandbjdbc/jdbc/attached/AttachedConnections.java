package io.github.wandbjdbc.jdbc.attached;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** The connections that an attached database gives, and the queries that it refused. */
final class AttachedConnections {
  private static final int MOST_REMEMBERED = 1000;

  private final String name;
  private final DataSource source;
  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  /** Those of the database called {@code name}. */
  AttachedConnections(String name, DataSource source) {
    this.name = name;
    this.source = source;
  }

  /** The database's name here. */
  String name() {
    return name;
  }

  /** A connection, which the caller closes. */
  Connection connect() {
    try {
      return source.getConnection();
    } catch (SQLException e) {
      throw AttachedFailures.of(name, e);
    } catch (RuntimeException e) {
      throw AttachedFailures.of(name, e);
    }
  }

  /** Whether it refused {@code sql} before, which asked for less than all rows. */
  boolean refuses(String sql) {
    return refused.contains(sql);
  }

  /** Remembers that it refused {@code sql}. */
  void noteRefusal(String sql) {
    if (refused.size() < MOST_REMEMBERED) {
      refused.add(sql);
    }
  }

  @Override
  public String toString() {
    return "AttachedConnections[" + name + "]";
  }
}
