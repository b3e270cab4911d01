package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.predicates.SchemaFunctions;
import java.util.List;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/** The SQL functions that come with the tables: {@code HAS_TAG} and {@code IS_NAN}. */
public final class WandbFunctions {
  private WandbFunctions() {}

  /**
   * The functions as operators, for planners that don't look for functions in schemas (ours have
   * them on every level). Found in any case.
   */
  public static SqlOperatorTable operatorTable() {
    return new Named();
  }

  /** Those that are asked for by name; they are made for the first. */
  private static final class Named implements SqlOperatorTable {
    @Override
    public void lookupOperatorOverloads(
        SqlIdentifier name,
        @Nullable SqlFunctionCategory category,
        SqlSyntax syntax,
        List<SqlOperator> found,
        SqlNameMatcher matcher) {
      if (SchemaFunctions.isOne(Util.last(name.names))) {
        Made.TABLE.lookupOperatorOverloads(name, category, syntax, found, matcher);
      }
    }

    @Override
    public List<SqlOperator> getOperatorList() {
      return Made.TABLE.getOperatorList();
    }
  }

  private static final class Made {
    static final SqlOperatorTable TABLE = table();
  }

  private static SqlOperatorTable table() {
    CalciteSchema schema = CalciteSchema.createRootSchema(false, false);
    SchemaFunctions.all().forEach(schema.plus()::add);
    Properties properties = new Properties();
    properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
    return new CalciteCatalogReader(
        schema, List.of(), new JavaTypeFactoryImpl(), new CalciteConnectionConfigImpl(properties));
  }
}
