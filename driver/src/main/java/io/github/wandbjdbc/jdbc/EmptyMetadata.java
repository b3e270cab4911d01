package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.jdbc.errors.SqlBoundary;
import io.github.wandbjdbc.jdbc.metadata.MetadataRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The part of the metadata that is about things which experiments don't have: no rows, no errors.
 */
abstract class EmptyMetadata extends MetadataFacts {
  private static final String[] SOURCE = {"PROCEDURE_CAT", "PROCEDURE_SCHEM", "PROCEDURE_NAME"};

  EmptyMetadata(WandbConnection connection) {
    super(connection);
  }

  /** Makes the rows, which may ask the source, and shows them. */
  final ResultSet show(SqlBoundary.Call<MetadataRows> rows) throws SQLException {
    WandbStatement statement = wandbConnection().newStatement();
    try {
      MetadataRows known = SqlBoundary.call(rows);
      known.warnings().forEach(statement::warn);
      ResultSet result = statement.show(known);
      statement.closeOnCompletion();
      return result;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  private ResultSet none(String... columns) throws SQLException {
    return show(() -> MetadataRows.empty(columns));
  }

  @Override
  public ResultSet getProcedures(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String namePattern)
      throws SQLException {
    return none(
        SOURCE[0],
        SOURCE[1],
        SOURCE[2],
        "RESERVED_1",
        "RESERVED_2",
        "RESERVED_3",
        "REMARKS",
        "PROCEDURE_TYPE:SMALLINT",
        "SPECIFIC_NAME");
  }

  @Override
  public ResultSet getProcedureColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String namePattern,
      @Nullable String columnPattern)
      throws SQLException {
    return none(
        SOURCE[0],
        SOURCE[1],
        SOURCE[2],
        "COLUMN_NAME",
        "COLUMN_TYPE:SMALLINT",
        "DATA_TYPE:INTEGER",
        "TYPE_NAME",
        "PRECISION:INTEGER",
        "LENGTH:INTEGER",
        "SCALE:SMALLINT",
        "RADIX:SMALLINT",
        "NULLABLE:SMALLINT",
        "REMARKS",
        "COLUMN_DEF",
        "SQL_DATA_TYPE:INTEGER",
        "SQL_DATETIME_SUB:INTEGER",
        "CHAR_OCTET_LENGTH:INTEGER",
        "ORDINAL_POSITION:INTEGER",
        "IS_NULLABLE",
        "SPECIFIC_NAME");
  }

  @Override
  public ResultSet getColumnPrivileges(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String columnPattern)
      throws SQLException {
    return none(
        "TABLE_CAT",
        "TABLE_SCHEM",
        "TABLE_NAME",
        "COLUMN_NAME",
        "GRANTOR",
        "GRANTEE",
        "PRIVILEGE",
        "IS_GRANTABLE");
  }

  @Override
  public ResultSet getTablePrivileges(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tablePattern)
      throws SQLException {
    return none(
        "TABLE_CAT",
        "TABLE_SCHEM",
        "TABLE_NAME",
        "GRANTOR",
        "GRANTEE",
        "PRIVILEGE",
        "IS_GRANTABLE");
  }

  @Override
  public ResultSet getBestRowIdentifier(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      int scope,
      boolean nullable)
      throws SQLException {
    return none(
        "SCOPE:SMALLINT",
        "COLUMN_NAME",
        "DATA_TYPE:INTEGER",
        "TYPE_NAME",
        "COLUMN_SIZE:INTEGER",
        "BUFFER_LENGTH:INTEGER",
        "DECIMAL_DIGITS:SMALLINT",
        "PSEUDO_COLUMN:SMALLINT");
  }

  @Override
  public ResultSet getVersionColumns(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return none(
        "SCOPE:SMALLINT",
        "COLUMN_NAME",
        "DATA_TYPE:INTEGER",
        "TYPE_NAME",
        "COLUMN_SIZE:INTEGER",
        "BUFFER_LENGTH:INTEGER",
        "DECIMAL_DIGITS:SMALLINT",
        "PSEUDO_COLUMN:SMALLINT");
  }

  @Override
  public ResultSet getIndexInfo(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      boolean unique,
      boolean approximate)
      throws SQLException {
    return none(
        "TABLE_CAT",
        "TABLE_SCHEM",
        "TABLE_NAME",
        "NON_UNIQUE:BOOLEAN",
        "INDEX_QUALIFIER",
        "INDEX_NAME",
        "TYPE:SMALLINT",
        "ORDINAL_POSITION:SMALLINT",
        "COLUMN_NAME",
        "ASC_OR_DESC",
        "CARDINALITY:BIGINT",
        "PAGES:BIGINT",
        "FILTER_CONDITION");
  }

  @Override
  public ResultSet getUDTs(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String typePattern,
      int @Nullable [] types)
      throws SQLException {
    return none(
        "TYPE_CAT",
        "TYPE_SCHEM",
        "TYPE_NAME",
        "CLASS_NAME",
        "DATA_TYPE:INTEGER",
        "REMARKS",
        "BASE_TYPE:SMALLINT");
  }

  @Override
  public ResultSet getSuperTypes(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String typePattern)
      throws SQLException {
    return none(
        "TYPE_CAT",
        "TYPE_SCHEM",
        "TYPE_NAME",
        "SUPERTYPE_CAT",
        "SUPERTYPE_SCHEM",
        "SUPERTYPE_NAME");
  }

  @Override
  public ResultSet getSuperTables(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tablePattern)
      throws SQLException {
    return none("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "SUPERTABLE_NAME");
  }

  @Override
  public ResultSet getAttributes(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String typePattern,
      @Nullable String attributePattern)
      throws SQLException {
    return none(
        "TYPE_CAT",
        "TYPE_SCHEM",
        "TYPE_NAME",
        "ATTR_NAME",
        "DATA_TYPE:INTEGER",
        "ATTR_TYPE_NAME",
        "ATTR_SIZE:INTEGER",
        "DECIMAL_DIGITS:INTEGER",
        "NUM_PREC_RADIX:INTEGER",
        "NULLABLE:INTEGER",
        "REMARKS",
        "ATTR_DEF",
        "SQL_DATA_TYPE:INTEGER",
        "SQL_DATETIME_SUB:INTEGER",
        "CHAR_OCTET_LENGTH:INTEGER",
        "ORDINAL_POSITION:INTEGER",
        "IS_NULLABLE",
        "SCOPE_CATALOG",
        "SCOPE_SCHEMA",
        "SCOPE_TABLE",
        "SOURCE_DATA_TYPE:SMALLINT");
  }

  @Override
  public ResultSet getClientInfoProperties() throws SQLException {
    return none("NAME", "MAX_LEN:INTEGER", "DEFAULT_VALUE", "DESCRIPTION");
  }

  @Override
  public ResultSet getPseudoColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern)
      throws SQLException {
    return none(
        "TABLE_CAT",
        "TABLE_SCHEM",
        "TABLE_NAME",
        "COLUMN_NAME",
        "DATA_TYPE:INTEGER",
        "COLUMN_SIZE:INTEGER",
        "DECIMAL_DIGITS:INTEGER",
        "NUM_PREC_RADIX:INTEGER",
        "COLUMN_USAGE",
        "REMARKS",
        "CHAR_OCTET_LENGTH:INTEGER",
        "IS_NULLABLE");
  }
}
