package io.github.wandbjdbc.engine.parse;

import io.github.wandbjdbc.engine.source.TableUse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * The tables that a statement reads, each as often as it is named, with the values that conditions
 * allow its columns. A qualified name that no FROM clause is known to hold counts as a table of
 * which nothing is known, so that none is missing.
 */
final class TableUses extends SqlBasicVisitor<@Nullable Void> {
  private final List<TableUse> uses = new ArrayList<>();
  private final Set<SqlIdentifier> known = Collections.newSetFromMap(new IdentityHashMap<>());

  private TableUses() {}

  static List<TableUse> in(SqlNode statement) {
    TableUses found = new TableUses();
    statement.accept(found);
    return found.uses;
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call instanceof SqlSelect select) {
      FromConditions conditions = FromConditions.of(select);
      for (FromConditions.Table table : conditions.tables()) {
        known.add(table.name());
        uses.add(conditions.use(table));
      }
    }
    return super.visit(call);
  }

  @Override
  public @Nullable Void visit(SqlIdentifier name) {
    if (!name.isSimple() && known.add(name)) {
      uses.add(new TableUse(name.names));
    }
    return null;
  }
}
