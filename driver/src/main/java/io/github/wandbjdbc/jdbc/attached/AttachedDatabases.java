package io.github.wandbjdbc.jdbc.attached;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The databases that a program attached to one connection, by names that match in any case. */
public final class AttachedDatabases {
  private static final int LONGEST_NAME = 128;

  private final Map<String, AttachedDatabase> byName =
      new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);

  /** None. */
  public AttachedDatabases() {}

  /** Fails if no database can be called {@code name}, or one is called so. */
  public void check(String name) {
    boolean isName =
        !name.isBlank()
            && name.length() <= LONGEST_NAME
            && name.chars().noneMatch(Character::isISOControl)
            && !name.equals("*")
            && !name.equalsIgnoreCase("information_schema");
    if (!isName) {
      throw new StatementException(
          SqlState.INVALID_ARGUMENT, "an attached database needs a name of its own, such as shop");
    }
    if (byName.containsKey(name)) {
      throw new StatementException(
          SqlState.INVALID_ARGUMENT,
          "a database is attached as \"%s\" already; choose another name".formatted(name));
    }
  }

  /** Makes the tables of {@code source} a schema, once it has listed them. */
  public void attach(String name, DataSource source) {
    AttachedDatabase database = new AttachedDatabase(name, source);
    database.tableNames();
    if (byName.putIfAbsent(name, database) != null) {
      check(name);
    }
  }

  /** Whether there is none. */
  boolean isEmpty() {
    return byName.isEmpty();
  }

  /** The one called {@code name}, in any case; null if there is none. */
  @Nullable AttachedDatabase named(String name) {
    return byName.get(name);
  }

  /** All of them. */
  List<AttachedDatabase> all() {
    return new ArrayList<>(byName.values());
  }
}
