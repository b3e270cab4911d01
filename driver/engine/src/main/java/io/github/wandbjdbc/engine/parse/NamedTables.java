package io.github.wandbjdbc.engine.parse;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Finds the tables that a statement names, sub-queries included. */
public final class NamedTables extends SqlBasicVisitor<@Nullable Void> {
  private final List<List<String>> names = new ArrayList<>();

  /** The names as written, qualifiers included. */
  public static List<List<String>> in(SqlNode statement) {
    NamedTables tables = new NamedTables();
    statement.accept(tables);
    return tables.names;
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call instanceof SqlSelect select) {
      add(select.getFrom());
    } else if (call instanceof SqlJoin join) {
      add(join.getLeft());
      add(join.getRight());
    }
    return super.visit(call);
  }

  private void add(@Nullable SqlNode from) {
    if (from instanceof SqlIdentifier identifier) {
      names.add(identifier.names);
    } else if (from != null && from.getKind() == SqlKind.AS) {
      add(((SqlCall) from).operand(0));
    }
  }
}
