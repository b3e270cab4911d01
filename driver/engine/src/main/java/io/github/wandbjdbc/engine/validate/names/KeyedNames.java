package io.github.wandbjdbc.engine.validate.names;

import io.github.wandbjdbc.engine.source.KeyedColumns;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.schema.Table;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Names of columns that stand for keys: where keys differ in case alone, a quoted name means the
 * key that it is exactly, and any other is ambiguous.
 */
final class KeyedNames {
  private KeyedNames() {}

  /**
   * {@code name}, a column of {@code table}, by the column's own name; itself if that is it.
   *
   * @throws StatementException if several columns may be meant
   */
  static SqlIdentifier meant(SqlIdentifier name, SqlValidatorNamespace table) {
    KeyedColumns keyed = keyed(table);
    int last = name.names.size() - 1;
    String written = name.names.get(last);
    List<KeyedColumns.Match> matches =
        keyed == null ? List.of() : keyed.columns(written, name.isComponentQuoted(last));
    if (matches.size() > 1) {
      throw StatementException.placed(
          SqlState.AMBIGUOUS_NAME,
          name.getParserPosition(),
          "column \"%s\" is ambiguous: write %s".formatted(written, choices(matches)));
    }
    if (matches.isEmpty() || matches.get(0).column().equals(written)) {
      return name;
    }
    List<String> names = new ArrayList<>(name.names);
    names.set(last, matches.get(0).column());
    return new SqlIdentifier(names, name.getParserPosition());
  }

  private static String choices(List<KeyedColumns.Match> matches) {
    return matches.stream()
        .map(match -> '"' + match.exactly().replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(" or "));
  }

  private static @Nullable KeyedColumns keyed(SqlValidatorNamespace namespace) {
    SqlValidatorTable table = namespace.resolve().getTable();
    return table != null && table.unwrap(Table.class) instanceof KeyedColumns keyed ? keyed : null;
  }
}
