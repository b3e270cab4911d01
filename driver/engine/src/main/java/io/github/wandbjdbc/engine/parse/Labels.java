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
final class Labels extends SqlBasicVisitor<@Nullable Void> {
  private final List<String> lines;

  private Labels(String sql) {
    this.lines = sql.lines().toList();
  }

  /** Does so in all of {@code statement}, which was parsed from {@code sql}. */
  static void write(SqlNode statement, String sql) {
    statement.accept(new Labels(sql));
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
    List<String> parts = new ArrayList<>();
    int end = Math.min(extent.getEndLineNum(), lines.size());
    // Lines count from 1: of no place at all there is none.
    for (int number = Math.max(1, extent.getLineNum()); number <= end; number++) {
      String line = lines.get(number - 1);
      int to = number == end ? Math.min(line.length(), extent.getEndColumnNum()) : line.length();
      int from = number == extent.getLineNum() ? extent.getColumnNum() - 1 : 0;
      parts.add(line.substring(Math.min(from, to), to).strip());
    }
    return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
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
