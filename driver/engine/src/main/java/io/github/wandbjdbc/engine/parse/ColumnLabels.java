package io.github.wandbjdbc.engine.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlStarReplace;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Calls an expression that is selected without AS by its text, as it was written. */
final class ColumnLabels extends SqlBasicVisitor<@Nullable Void> {
  private final String sql;

  private ColumnLabels(String sql) {
    this.sql = sql;
  }

  /** Does so in all of {@code statement}, which was parsed from {@code sql}. */
  static void write(SqlNode statement, String sql) {
    statement.accept(new ColumnLabels(sql));
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call instanceof SqlSelect select) {
      label(select.getSelectList());
    }
    return super.visit(call);
  }

  private void label(SqlNodeList items) {
    for (int i = 0; i < items.size(); i++) {
      SqlNode item = items.get(i);
      if (isNamed(item)) {
        continue;
      }
      String text = text(item);
      if (!text.isEmpty()) {
        SqlParserPos position = item.getParserPosition();
        items.set(
            i,
            SqlStdOperatorTable.AS.createCall(
                position, item, new SqlIdentifier(text, position.withQuoting(true))));
      }
    }
  }

  /** Columns and stars have names of their own. */
  private static boolean isNamed(SqlNode item) {
    return item.getKind() == SqlKind.AS
        || item instanceof SqlIdentifier
        || item instanceof SqlStarExclude
        || item instanceof SqlStarReplace;
  }

  /** From the first word of {@code node} to the last, line breaks being blanks. */
  private String text(SqlNode node) {
    SqlParserPos extent = Extent.of(node);
    if (extent.getLineNum() == 0) {
      return "";
    }
    int start = SyntaxErrors.offset(sql, extent.getLineNum(), extent.getColumnNum());
    int end = SyntaxErrors.offset(sql, extent.getEndLineNum(), extent.getEndColumnNum()) + 1;
    String text = sql.substring(start, closed(start, Math.min(end, sql.length())));
    return text.lines()
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /** The end of a text that closes all parentheses that it opens: of some calls none is known. */
  private int closed(int start, int end) {
    int open = 0;
    for (SqlToken token : SqlToken.in(sql.substring(start, end))) {
      open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
    }
    int at = end;
    while (open > 0 && at < sql.length()) {
      char c = sql.charAt(at++);
      if (c == ')') {
        open--;
      } else if (!Character.isWhitespace(c)) {
        return end;
      }
    }
    return open > 0 ? end : at;
  }

  /** Where an expression begins and ends: some nodes know the place of their last word alone. */
  private static final class Extent extends SqlBasicVisitor<@Nullable Void> {
    private final List<SqlParserPos> places = new ArrayList<>();

    /** From the first of the places in {@code node} to the last; ZERO if it has none. */
    static SqlParserPos of(SqlNode node) {
      Extent extent = new Extent();
      node.accept(extent);
      return SqlParserPos.sum(extent.places);
    }

    private void add(SqlNode node) {
      if (node.getParserPosition().getLineNum() > 0) {
        places.add(node.getParserPosition());
      }
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
      add(call);
      return super.visit(call);
    }

    @Override
    public @Nullable Void visit(SqlIdentifier name) {
      add(name);
      return null;
    }

    @Override
    public @Nullable Void visit(SqlLiteral literal) {
      add(literal);
      return null;
    }

    @Override
    public @Nullable Void visit(SqlDynamicParam parameter) {
      add(parameter);
      return null;
    }

    @Override
    public @Nullable Void visit(SqlDataTypeSpec type) {
      add(type);
      return null;
    }

    @Override
    public @Nullable Void visit(SqlIntervalQualifier units) {
      add(units);
      return null;
    }
  }
}
