package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.engine.SqlValueType;
import io.github.wandbjdbc.jdbc.metadata.MetadataRows;
import java.sql.DatabaseMetaData;
import java.util.EnumSet;

/** The columns that {@link DatabaseMetaData} prescribes for what it answers, in its order. */
final class MetadataColumns {
  static final String[] TABLES = {
    "TABLE_CAT",
    "TABLE_SCHEM",
    "TABLE_NAME",
    "TABLE_TYPE",
    "REMARKS",
    "TYPE_CAT",
    "TYPE_SCHEM",
    "TYPE_NAME",
    "SELF_REFERENCING_COL_NAME",
    "REF_GENERATION"
  };
  static final String[] COLUMNS = {
    "TABLE_CAT",
    "TABLE_SCHEM",
    "TABLE_NAME",
    "COLUMN_NAME",
    "DATA_TYPE:INTEGER",
    "TYPE_NAME",
    "COLUMN_SIZE:INTEGER",
    "BUFFER_LENGTH:INTEGER",
    "DECIMAL_DIGITS:INTEGER",
    "NUM_PREC_RADIX:INTEGER",
    "NULLABLE:INTEGER",
    "REMARKS",
    "COLUMN_DEF",
    "SQL_DATA_TYPE:INTEGER",
    "SQL_DATETIME_SUB:INTEGER",
    "CHAR_OCTET_LENGTH:INTEGER",
    "ORDINAL_POSITION:INTEGER",
    "IS_NULLABLE",
    "SCOPE_CATALOG",
    "SCOPE_SCHEMA",
    "SCOPE_TABLE",
    "SOURCE_DATA_TYPE:SMALLINT",
    "IS_AUTOINCREMENT",
    "IS_GENERATEDCOLUMN"
  };
  static final String[] FUNCTIONS = {
    "FUNCTION_CAT",
    "FUNCTION_SCHEM",
    "FUNCTION_NAME",
    "REMARKS",
    "FUNCTION_TYPE:SMALLINT",
    "SPECIFIC_NAME"
  };
  static final String[] FUNCTION_COLUMNS = {
    "FUNCTION_CAT",
    "FUNCTION_SCHEM",
    "FUNCTION_NAME",
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
    "CHAR_OCTET_LENGTH:INTEGER",
    "ORDINAL_POSITION:INTEGER",
    "IS_NULLABLE",
    "SPECIFIC_NAME"
  };
  static final String[] PRIMARY_KEYS = {
    "TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME", "KEY_SEQ:SMALLINT", "PK_NAME"
  };
  static final String[] FOREIGN_KEYS = {
    "PKTABLE_CAT",
    "PKTABLE_SCHEM",
    "PKTABLE_NAME",
    "PKCOLUMN_NAME",
    "FKTABLE_CAT",
    "FKTABLE_SCHEM",
    "FKTABLE_NAME",
    "FKCOLUMN_NAME",
    "KEY_SEQ:SMALLINT",
    "UPDATE_RULE:SMALLINT",
    "DELETE_RULE:SMALLINT",
    "FK_NAME",
    "PK_NAME",
    "DEFERRABILITY:SMALLINT"
  };

  private static final String[] TYPE_INFO = {
    "TYPE_NAME",
    "DATA_TYPE:INTEGER",
    "PRECISION:INTEGER",
    "LITERAL_PREFIX",
    "LITERAL_SUFFIX",
    "CREATE_PARAMS",
    "NULLABLE:SMALLINT",
    "CASE_SENSITIVE:BOOLEAN",
    "SEARCHABLE:SMALLINT",
    "UNSIGNED_ATTRIBUTE:BOOLEAN",
    "FIXED_PREC_SCALE:BOOLEAN",
    "AUTO_INCREMENT:BOOLEAN",
    "LOCAL_TYPE_NAME",
    "MINIMUM_SCALE:SMALLINT",
    "MAXIMUM_SCALE:SMALLINT",
    "SQL_DATA_TYPE:INTEGER",
    "SQL_DATETIME_SUB:INTEGER",
    "NUM_PREC_RADIX:INTEGER"
  };

  private MetadataColumns() {}

  /** The types of our columns, and the two more that expressions over them often have. */
  static MetadataRows typeInfo() {
    MetadataRows rows = MetadataRows.empty(TYPE_INFO);
    for (SqlValueType type :
        EnumSet.of(
            SqlValueType.VARCHAR,
            SqlValueType.BOOLEAN,
            SqlValueType.INTEGER,
            SqlValueType.BIGINT,
            SqlValueType.DECIMAL,
            SqlValueType.DOUBLE,
            SqlValueType.DATE,
            SqlValueType.TIMESTAMP)) {
      String quote = type.isNumeric() || type == SqlValueType.BOOLEAN ? null : "'";
      String prefix =
          switch (type) {
            case DATE, TIMESTAMP -> type.name() + " '";
            default -> quote;
          };
      rows.add(
          type.name(),
          type.jdbcType(),
          type.precision(),
          prefix,
          quote,
          null,
          (short) DatabaseMetaData.typeNullable,
          type == SqlValueType.VARCHAR,
          (short) DatabaseMetaData.typeSearchable,
          !type.isNumeric(),
          false,
          false,
          null,
          (short) 0,
          (short) type.scale(),
          null,
          null,
          type.isNumeric() ? (type == SqlValueType.DOUBLE ? 2 : 10) : null);
    }
    return rows.sortedBy(1);
  }
}
