package io.github.wandbjdbc.engine.validate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.ListScope;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.SqlValidatorScope.ResolvedImpl;
import org.apache.calcite.sql.validate.SqlValidatorTable;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of its tables a validated query block names, those in queries within it too. The
 * tables of its FROM clause are asked for in their order.
 */
final class BlockColumns {
  private final SqlSelect block;
  private final SqlValidatorScope scope;
  private final SqlNameMatcher matcher;
  private final Map<List<String>, Integer> asked = new HashMap<>();

  BlockColumns(SqlSelect block, SqlValidator validator) {
    this.block = block;
    this.scope = validator.getWhereScope(block);
    this.matcher = validator.getCatalogReader().nameMatcher();
  }

  /** The columns of the next table of this full name. */
  ImmutableBitSet next(List<String> table) {
    int skipped = asked.merge(table, 1, Integer::sum) - 1;
    SqlValidatorNamespace found =
        ((ListScope) scope)
            .getChildren().stream()
                .map(SqlValidatorNamespace::resolve)
                .filter(child -> isOf(child.getTable(), table))
                .skip(skipped)
                .findFirst()
                .orElseThrow();
    return columns(found);
  }

  private static boolean isOf(@Nullable SqlValidatorTable table, List<String> name) {
    return table != null && table.getQualifiedName().equals(name);
  }

  private ImmutableBitSet columns(SqlValidatorNamespace table) {
    ImmutableBitSet.Builder columns = ImmutableBitSet.builder();
    block.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlIdentifier name) {
            RelDataTypeField field = field(name, table);
            if (field != null) {
              columns.set(field.getIndex());
            }
            return null;
          }
        });
    return columns.build();
  }

  private @Nullable RelDataTypeField field(SqlIdentifier name, SqlValidatorNamespace table) {
    if (name.isStar() || name.isSimple()) {
      return null;
    }
    int last = name.names.size() - 1;
    ResolvedImpl resolved = new ResolvedImpl();
    scope.resolve(List.of(name.names.get(last - 1)), matcher, false, resolved);
    return resolved.count() == 1 && resolved.only().namespace.resolve() == table
        ? matcher.field(table.getRowType(), name.names.get(last))
        : null;
  }
}
