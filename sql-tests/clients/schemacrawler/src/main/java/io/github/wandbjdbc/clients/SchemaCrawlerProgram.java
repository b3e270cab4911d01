package io.github.wandbjdbc.clients;

import schemacrawler.inclusionrule.RegularExpressionInclusionRule;
import schemacrawler.schema.Catalog;
import schemacrawler.schema.Column;
import schemacrawler.schema.ForeignKey;
import schemacrawler.schema.Schema;
import schemacrawler.schema.Table;
import schemacrawler.schemacrawler.LimitOptionsBuilder;
import schemacrawler.schemacrawler.LoadOptionsBuilder;
import schemacrawler.schemacrawler.SchemaCrawlerOptions;
import schemacrawler.schemacrawler.SchemaCrawlerOptionsBuilder;
import schemacrawler.schemacrawler.SchemaInfoLevelBuilder;
import schemacrawler.tools.utility.SchemaCrawlerUtility;
import us.fatehi.utility.datasource.DatabaseConnectionSource;
import us.fatehi.utility.datasource.DatabaseConnectionSources;
import us.fatehi.utility.datasource.MultiUseUserCredentials;

/** Crawls one schema at the highest level of detail; takes a URL, an API key and a schema. */
public final class SchemaCrawlerProgram {
  private SchemaCrawlerProgram() {}

  public static void main(String[] arguments) throws Exception {
    SchemaCrawlerOptions options =
        SchemaCrawlerOptionsBuilder.newSchemaCrawlerOptions()
            .withLimitOptions(
                LimitOptionsBuilder.builder()
                    .includeSchemas(new RegularExpressionInclusionRule(".*" + arguments[2] + ".*"))
                    .toOptions())
            .withLoadOptions(
                LoadOptionsBuilder.builder()
                    .withSchemaInfoLevelBuilder(
                        SchemaInfoLevelBuilder.builder()
                            .withInfoLevel(schemacrawler.schemacrawler.InfoLevel.maximum))
                    .toOptions());
    try (DatabaseConnectionSource source =
        DatabaseConnectionSources.newDatabaseConnectionSource(
            arguments[0], new MultiUseUserCredentials("", arguments[1]))) {
      print(SchemaCrawlerUtility.getCatalog(source, options));
    }
  }

  private static void print(Catalog catalog) {
    System.out.println(catalog.getDatabaseInfo().getDatabaseProductName());
    for (Schema schema : catalog.getSchemas()) {
      System.out.println(schema.getFullName());
      for (Table table : catalog.getTables(schema)) {
        System.out.println(
            table.getTableType() + " " + table.getName() + " " + !table.getRemarks().isEmpty());
        for (Column column : table.getColumns()) {
          System.out.println(
              "  %s %s%s%s"
                  .formatted(
                      column.getName(),
                      column.getColumnDataType().getName(),
                      column.isNullable() ? "" : " NOT NULL",
                      column.isPartOfPrimaryKey() ? " KEY" : ""));
        }
        for (ForeignKey key : table.getImportedForeignKeys()) {
          System.out.println("  refers to " + key.getReferencedTable().getName());
        }
      }
    }
  }
}
