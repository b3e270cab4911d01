package io.github.wandbjdbc.jdbc.attached;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.calcite.linq4j.function.Predicate1;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.DelegatingSchema;
import org.apache.calcite.schema.lookup.LikePattern;
import org.apache.calcite.schema.lookup.Lookup;
import org.apache.calcite.schema.lookup.Named;
import org.jspecify.annotations.Nullable;

/** The schemas that attached databases are, beside those of the connection's own source. */
final class AttachedSchemas {
  private AttachedSchemas() {}

  /**
   * {@code root} with a schema for each of {@code databases}. Below {@code entity} no project of
   * such a name is found: two names mean a table of the database.
   */
  static Schema beside(Schema root, AttachedDatabases databases, @Nullable String entity) {
    return new DelegatingSchema(root) {
      @Override
      public Lookup<? extends Schema> subSchemas() {
        return new Roots(root.subSchemas(), databases, entity);
      }
    };
  }

  private record Roots(
      Lookup<? extends Schema> others, AttachedDatabases databases, @Nullable String entity)
      implements Lookup<Schema> {
    @Override
    public @Nullable Schema get(String name) {
      AttachedDatabase database = databases.named(name);
      return database == null ? withoutNamesakes(name, others.get(name)) : new OfDatabase(database);
    }

    @Override
    public @Nullable Named<Schema> getIgnoreCase(String name) {
      AttachedDatabase database = databases.named(name);
      if (database != null) {
        return new Named<>(database.name(), new OfDatabase(database));
      }
      Named<? extends Schema> found = others.getIgnoreCase(name);
      Schema schema = found == null ? null : withoutNamesakes(name, found.entity());
      return found == null || schema == null ? null : new Named<>(found.name(), schema);
    }

    private @Nullable Schema withoutNamesakes(String name, @Nullable Schema found) {
      return found == null || !name.equalsIgnoreCase(entity)
          ? found
          : new DelegatingSchema(found) {
            @Override
            public Lookup<? extends Schema> subSchemas() {
              return new Projects(found.subSchemas(), databases);
            }
          };
    }

    @Override
    public Set<String> getNames(LikePattern pattern) {
      return others.getNames(pattern);
    }
  }

  private record Projects(Lookup<? extends Schema> others, AttachedDatabases databases)
      implements Lookup<Schema> {
    @Override
    public @Nullable Schema get(String name) {
      return databases.named(name) == null ? others.get(name) : null;
    }

    @Override
    public @Nullable Named<Schema> getIgnoreCase(String name) {
      Named<? extends Schema> found =
          databases.named(name) == null ? others.getIgnoreCase(name) : null;
      return found == null ? null : new Named<>(found.name(), found.entity());
    }

    @Override
    public Set<String> getNames(LikePattern pattern) {
      return others.getNames(pattern);
    }
  }

  /** The tables of a database. */
  private static final class OfDatabase extends AbstractSchema {
    private final AttachedDatabase database;

    OfDatabase(AttachedDatabase database) {
      this.database = database;
    }

    @Override
    public Lookup<Table> tables() {
      return new Tables(database);
    }

    @Override
    public Lookup<? extends Schema> subSchemas() {
      return Lookup.empty();
    }

    @Override
    public boolean isMutable() {
      return false;
    }
  }

  private record Tables(AttachedDatabase database) implements Lookup<Table> {
    @Override
    public @Nullable Table get(String name) {
      return database.table(name);
    }

    /** The table of just that name, else the only one that differs in case alone. */
    @Override
    public @Nullable Named<Table> getIgnoreCase(String name) {
      Collection<String> names = database.tableNames();
      List<String> alike =
          names.contains(name)
              ? List.of(name)
              : names.stream().filter(name::equalsIgnoreCase).sorted().toList();
      if (alike.size() > 1) {
        throw new StatementException(
            SqlState.AMBIGUOUS_NAME,
            "table %s.%s: %s differ only in case; write one of them exactly"
                .formatted(
                    database.name(),
                    name,
                    alike.stream()
                        .map(each -> '"' + each + '"')
                        .collect(Collectors.joining(", "))));
      }
      Table table = alike.isEmpty() ? null : database.table(alike.get(0));
      return table == null ? null : new Named<>(alike.get(0), table);
    }

    @Override
    public Set<String> getNames(LikePattern pattern) {
      Predicate1<String> matcher = pattern.matcher();
      Set<String> matching = new TreeSet<>();
      for (String name : database.tableNames()) {
        if (matcher.apply(name)) {
          matching.add(name);
        }
      }
      return matching;
    }
  }
}
