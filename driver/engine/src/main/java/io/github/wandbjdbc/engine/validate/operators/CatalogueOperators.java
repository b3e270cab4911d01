package io.github.wandbjdbc.engine.validate.operators;

import io.github.wandbjdbc.engine.values.AggregateEntry;
import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.aggregates.Aggregates;
import io.github.wandbjdbc.engine.values.catalogue.Catalogue;
import io.github.wandbjdbc.engine.values.windows.WindowEntry;
import io.github.wandbjdbc.engine.values.windows.WindowFunctions;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/**
 * The functions and operators that a statement may use: those of the catalogue, and what the
 * grammar has words of its own for.
 */
public final class CatalogueOperators implements SqlOperatorTable {
  /** The one. */
  public static final SqlOperatorTable INSTANCE = new CatalogueOperators();

  /** Syntax that looks like a function, but is planned and executed as a part of the language. */
  private static final Set<String> OF_THE_LANGUAGE =
      Set.of(
          "CAST",
          "COALESCE",
          "NULLIF",
          "ROW",
          "GROUPING",
          "GROUPING_ID",
          "GROUP_ID",
          "CURRENT_DATE",
          "CURRENT_TIME",
          "CURRENT_TIMESTAMP",
          "LOCALTIME",
          "LOCALTIMESTAMP",
          "UNNEST",
          "JSON_VALUE",
          "JSON_QUERY",
          "JSON_EXISTS",
          "JSON_OBJECT",
          "JSON_ARRAY",
          "JSON_OBJECTAGG",
          "JSON_ARRAYAGG");

  /** Functions of other systems that make lists of values, which no column can hold. */
  private static final Set<String> OF_LISTS =
      Set.of("ARRAY_AGG", "ARRAY_CONCAT_AGG", "COLLECT", "CARDINALITY", "ARRAY_LENGTH");

  private CatalogueOperators() {}

  /** The names of functions, and of syntax that looks like one, in upper case. */
  public static Set<String> functionNames() {
    Set<String> names = new TreeSet<>(OF_THE_LANGUAGE);
    Catalogue.families().forEach(family -> names.addAll(family.names()));
    names.addAll(Aggregates.names());
    names.addAll(WindowFunctions.names());
    return names;
  }

  @Override
  public void lookupOperatorOverloads(
      SqlIdentifier name,
      @Nullable SqlFunctionCategory category,
      SqlSyntax syntax,
      List<SqlOperator> found,
      SqlNameMatcher matcher) {
    if (!name.isSimple() || (category != null && category.isTableFunction())) {
      return;
    }
    String word = name.getSimple().toUpperCase(Locale.ROOT);
    SqlOperator ours = ours(word, syntax);
    if (ours != null) {
      found.add(ours);
      return;
    }
    boolean isFunction = syntax.family == SqlSyntax.FUNCTION;
    if (isFunction && OF_LISTS.contains(word)) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          word
              + " is not supported: JSON_ARRAYAGG(x) returns a JSON array, JSON_LENGTH its"
              + " number of values, STRING_AGG(x, ', ') a string");
    }
    if (!isFunction || OF_THE_LANGUAGE.contains(word)) {
      SqlStdOperatorTable.instance()
          .lookupOperatorOverloads(name, category, syntax, found, matcher);
    }
    if (!isFunction) {
      OfOthers.TABLE.lookupOperatorOverloads(name, category, syntax, found, matcher);
    }
  }

  private static @Nullable SqlOperator ours(String word, SqlSyntax syntax) {
    if (syntax.family != SqlSyntax.FUNCTION) {
      return syntax == SqlSyntax.BINARY ? ArithmeticOperator.of(word) : null;
    }
    SqlOperator ofRows = ofRows(word);
    AggregateEntry aggregate = ofRows == null ? Aggregates.entry(word) : null;
    if (ofRows != null || aggregate != null) {
      return aggregate == null ? ofRows : aggregate.operator();
    }
    return switch (word) {
      case "SAFE_CAST" -> SqlLibraryOperators.SAFE_CAST;
      case "TRY_CAST" -> SqlLibraryOperators.TRY_CAST;
      default -> null;
    };
  }

  /** The function of a row or a window that {@code word} names, in whatever case; null if none. */
  static @Nullable SqlOperator ofRows(String word) {
    Entry entry = Catalogue.entry(word);
    if (entry != null) {
      return entry.operator();
    }
    WindowEntry window = WindowFunctions.entry(word);
    return window == null ? null : window.operator();
  }

  /** Signs and words of other databases that the grammar knows. */
  private static final class OfOthers {
    static final SqlOperatorTable TABLE =
        SqlOperatorTables.of(
            SqlLibraryOperators.ILIKE,
            SqlLibraryOperators.NOT_ILIKE,
            SqlLibraryOperators.RLIKE,
            SqlLibraryOperators.NOT_RLIKE,
            SqlLibraryOperators.INFIX_CAST,
            SqlLibraryOperators.NULL_SAFE_EQUAL);
  }

  @Override
  public List<SqlOperator> getOperatorList() {
    return List.of();
  }
}
