package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.predicates.SchemaFunctions;
import java.util.List;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.sql.SqlOperatorTable;

/** The SQL functions that come with the tables: {@code HAS_TAG} and {@code IS_NAN}. */
public final class WandbFunctions {
  private WandbFunctions() {}

  /**
   * The functions as operators, for planners that don't look for functions in schemas (ours have
   * them on every level). Found in any case.
   */
  public static SqlOperatorTable operatorTable() {
    CalciteSchema schema = CalciteSchema.createRootSchema(false, false);
    SchemaFunctions.all().forEach(schema.plus()::add);
    Properties properties = new Properties();
    properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
    return new CalciteCatalogReader(
        schema, List.of(), new JavaTypeFactoryImpl(), new CalciteConnectionConfigImpl(properties));
  }
}
