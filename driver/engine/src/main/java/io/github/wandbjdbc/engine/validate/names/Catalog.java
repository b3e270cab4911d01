package io.github.wandbjdbc.engine.validate.names;

import io.github.wandbjdbc.engine.source.SearchPath;
import io.github.wandbjdbc.engine.source.Versioned;
import io.github.wandbjdbc.engine.values.EngineTypeFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.prepare.Prepare;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.Wrapper;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the names of one statement, in the current project, then the current entity, then from
 * the root; remembers what it found, for the hints of error messages.
 */
public final class Catalog extends CalciteCatalogReader {
  public static final CalciteConnectionConfig CONFIG = config();

  private final SearchPath path;
  private final EngineTypeFactory types;
  private final Map<List<String>, Table> used = new HashMap<>();

  public Catalog(CalciteSchema root, SearchPath path, EngineTypeFactory types) {
    super(root, SqlNameMatchers.withCaseSensitive(false), path.schemas(), types, CONFIG);
    this.path = path;
    this.types = types;
  }

  /** Takes note of what it gives away. */
  @Override
  public Prepare.@Nullable PreparingTable getTable(List<String> names) {
    types.look();
    Prepare.PreparingTable found = super.getTable(names);
    Table table = found == null ? null : found.unwrap(Table.class);
    if (found != null && table != null) {
      used.put(List.copyOf(found.getQualifiedName()), table);
    }
    return found;
  }

  /** The types of the statement whose names are looked up. */
  public EngineTypeFactory types() {
    return types;
  }

  /** The tables that were looked up so far, by their full names. */
  public Map<List<String>, Table> used() {
    return used;
  }

  /** Why the tables that were looked up may lack columns that they will have. */
  public Set<String> shortfalls() {
    Set<String> shortfalls = new TreeSet<>();
    for (Table table : used.values()) {
      Versioned versioned = versioned(table);
      String shortfall = versioned == null ? null : versioned.shortfall();
      if (shortfall != null) {
        shortfalls.add(shortfall);
      }
    }
    return shortfalls;
  }

  /** The version of the columns of {@code table}; null if they never change. */
  public static @Nullable Versioned versioned(Table table) {
    return table instanceof Wrapper wrapper ? wrapper.unwrap(Versioned.class) : null;
  }

  public SearchPath path() {
    return path;
  }

  /** The tables that can be named without a qualifier. */
  public Set<String> tableNames() {
    if (path.project() == null) {
      return Set.of();
    }
    CalciteSchema schema = rootSchema;
    for (String name : path.schemas().get(0)) {
      schema = schema.getSubSchema(name, false);
      if (schema == null) {
        return Set.of();
      }
    }
    return schema.getTableNames();
  }

  /** Everything is said here: no property of a URL reaches Calcite. */
  private static CalciteConnectionConfig config() {
    Properties properties = new Properties();
    properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
    properties.setProperty(CalciteConnectionProperty.CONFORMANCE.camelName(), "BABEL");
    properties.setProperty(CalciteConnectionProperty.TIME_ZONE.camelName(), "UTC");
    properties.setProperty(CalciteConnectionProperty.MATERIALIZATIONS_ENABLED.camelName(), "false");
    return new CalciteConnectionConfigImpl(properties);
  }
}
