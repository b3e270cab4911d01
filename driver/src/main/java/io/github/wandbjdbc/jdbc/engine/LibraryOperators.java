package io.github.wandbjdbc.jdbc.engine;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/**
 * The functions and operators that other databases have beyond standard SQL.
 *
 * <p>They are looked for by reflection, which takes a while, once a statement says one of their
 * names: most statements don't.
 */
final class LibraryOperators implements SqlOperatorTable {
  static final SqlOperatorTable INSTANCE = new LibraryOperators();

  /** Whatever else a statement names, a column for instance, isn't looked for. */
  static final Set<String> NAMES =
      Set.of(
          """
              ::, <=>, ACOSD, ACOSH, ADD_MONTHS, AGE, ARRAY, ARRAYS_OVERLAP, ARRAYS_ZIP,
              ARRAY_AGG, ARRAY_APPEND, ARRAY_COMPACT, ARRAY_CONCAT, ARRAY_CONCAT_AGG,
              ARRAY_CONTAINS, ARRAY_DISTINCT, ARRAY_EXCEPT, ARRAY_INSERT, ARRAY_INTERSECT,
              ARRAY_JOIN, ARRAY_LENGTH, ARRAY_MAX, ARRAY_MIN, ARRAY_POSITION, ARRAY_PREPEND,
              ARRAY_REMOVE, ARRAY_REPEAT, ARRAY_REVERSE, ARRAY_SIZE, ARRAY_TO_STRING, ARRAY_UNION,
              ASIND, ASINH, ATAND, ATANH, BIN, BIT_COUNT, BIT_GET, BIT_LENGTH, BOOL_AND, BOOL_OR,
              CEIL, CHAR, CHR, CODE_POINTS_TO_BYTES, CODE_POINTS_TO_STRING, COMPRESS, CONCAT,
              CONCAT_WS, CONTAINS_SUBSTR, COSD, COSH, COTH, COUNTIF, CRC32, CSC, CSCH,
              CURRENT_DATETIME, DATE, DATETIME, DATETIME_ADD, DATETIME_DIFF, DATETIME_SUB,
              DATETIME_TRUNC, DATE_ADD, DATE_DIFF, DATE_FROM_UNIX_DATE, DATE_PART, DATE_SUB,
              DATE_TRUNC, DAYNAME, DECODE, DIFFERENCE, ENDSWITH, ENDS_WITH, EXISTS, FACTORIAL,
              FIND_IN_SET, FLOOR, FORMAT_DATE, FORMAT_DATETIME, FORMAT_NUMBER, FORMAT_TIME,
              FORMAT_TIMESTAMP, FROM_BASE32, FROM_BASE64, FROM_HEX, GETBIT, GREATEST,
              GROUP_CONCAT, HEX, HYPOT, IF, IFNULL, ILIKE, INSTR, IS_INF, IS_NAN, JSON_DEPTH,
              JSON_INSERT, JSON_KEYS, JSON_LENGTH, JSON_PRETTY, JSON_REMOVE, JSON_REPLACE,
              JSON_SET, JSON_STORAGE_SIZE, JSON_TYPE, LEAST, LEFT, LEN, LENGTH, LEVENSHTEIN, LOG,
              LOG1P, LOG2, LOGICAL_AND, LOGICAL_OR, LPAD, LTRIM, MAP, MAP_CONCAT,
              MAP_CONTAINS_KEY, MAP_ENTRIES, MAP_FROM_ARRAYS, MAP_FROM_ENTRIES, MAP_KEYS,
              MAP_VALUES, MAX_BY, MD5, MIN_BY, MONTHNAME, NOT ILIKE, NOT RLIKE, NVL, NVL2, OFFSET,
              ORDINAL, PARSE_DATE, PARSE_DATETIME, PARSE_TIME, PARSE_TIMESTAMP, PARSE_URL,
              PERCENTILE_CONT, PERCENTILE_DISC, POW, RANDOM, REGEXP, REGEXP_CONTAINS,
              REGEXP_EXTRACT, REGEXP_EXTRACT_ALL, REGEXP_INSTR, REGEXP_LIKE, REGEXP_REPLACE,
              REGEXP_SUBSTR, REPEAT, REVERSE, RIGHT, RLIKE, RPAD, RTRIM, SAFE_ADD, SAFE_CAST,
              SAFE_DIVIDE, SAFE_MULTIPLY, SAFE_NEGATE, SAFE_OFFSET, SAFE_ORDINAL, SAFE_SUBTRACT,
              SEC, SECH, SHA1, SHA256, SHA512, SIND, SINH, SORT_ARRAY, SOUNDEX, SPACE, SPLIT,
              SPLIT_PART, STARTSWITH, STARTS_WITH, STRCMP, STRING_AGG, STRING_TO_ARRAY, STRPOS,
              STR_TO_MAP, SUBSTR, SUBSTRING_INDEX, TAND, TANH, TIME, TIMESTAMP, TIMESTAMP_ADD,
              TIMESTAMP_DIFF, TIMESTAMP_MICROS, TIMESTAMP_MILLIS, TIMESTAMP_SECONDS,
              TIMESTAMP_SUB, TIMESTAMP_TRUNC, TIME_ADD, TIME_DIFF, TIME_SUB, TIME_TRUNC,
              TO_BASE32, TO_BASE64, TO_CHAR, TO_CODE_POINTS, TO_DATE, TO_HEX, TO_TIMESTAMP,
              TRANSLATE3, TRUNC, UNIX_DATE, UNIX_MICROS, UNIX_MILLIS, UNIX_SECONDS, URL_DECODE,
              URL_ENCODE
              """
              .strip()
              .split(",\\s+"));

  private LibraryOperators() {}

  @Override
  public void lookupOperatorOverloads(
      SqlIdentifier name,
      @Nullable SqlFunctionCategory category,
      SqlSyntax syntax,
      List<SqlOperator> found,
      SqlNameMatcher matcher) {
    if (name.isSimple() && NAMES.contains(name.getSimple().toUpperCase(Locale.ROOT))) {
      Found.TABLE.lookupOperatorOverloads(name, category, syntax, found, matcher);
    }
  }

  @Override
  public List<SqlOperator> getOperatorList() {
    return Found.TABLE.getOperatorList();
  }

  /** Initialised when it is asked for the first time. */
  private static final class Found {
    private static final Set<SqlLibrary> LIBRARIES =
        EnumSet.of(SqlLibrary.POSTGRESQL, SqlLibrary.SPARK, SqlLibrary.BIG_QUERY, SqlLibrary.MYSQL);

    /** XML functions have read files and asked hosts before; nothing of ours is XML. */
    private static final Set<String> REFUSED =
        Set.of(
            "EXTRACTVALUE",
            "EXTRACT_VALUE",
            "EXTRACT_XML",
            "XML_TRANSFORM",
            "XMLTRANSFORM",
            "EXISTSNODE",
            "EXISTS_NODE");

    static final SqlOperatorTable TABLE =
        SqlOperatorTables.of(
            SqlLibraryOperatorTableFactory.INSTANCE
                .getOperatorTable(LIBRARIES)
                .getOperatorList()
                .stream()
                .filter(Found::isAllowed)
                .map(Found::typed)
                .toList());

    /**
     * The same with the type that its values have. Padded NULL is NULL; Calcite takes it for one
     * that can't be, and then sorts stumble. TO_TIMESTAMP gives what TIMESTAMP columns hold.
     */
    private static SqlOperator typed(SqlOperator operator) {
      if (operator.equals(SqlLibraryOperators.TO_TIMESTAMP_PG)) {
        return SqlLibraryOperators.TO_TIMESTAMP;
      }
      return operator.equals(SqlLibraryOperators.LPAD) || operator.equals(SqlLibraryOperators.RPAD)
          ? SqlBasicFunction.create(
              operator.getName(),
              ReturnTypes.VARCHAR_NULLABLE,
              OperandTypes.STRING_NUMERIC_OPTIONAL_STRING,
              SqlFunctionCategory.STRING)
          : operator;
    }

    /**
     * Of LOG stays one: LOG(base, x), and LOG(x) which is the natural one, as in JDBC. POWER is the
     * standard's, which gives doubles.
     */
    private static boolean isAllowed(SqlOperator operator) {
      String name = operator.getName().toUpperCase(Locale.ROOT);
      boolean isOtherLogarithm =
          name.equals("LOG") && operator.kind != SqlLibraryOperators.LOG_MYSQL.kind;
      return !REFUSED.contains(name)
          && !name.contains("XML")
          && !name.equals("POWER")
          && !isOtherLogarithm;
    }
  }
}
