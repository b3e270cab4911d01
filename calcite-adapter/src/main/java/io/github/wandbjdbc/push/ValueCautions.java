package io.github.wandbjdbc.push;

import io.github.wandbjdbc.engine.advice.TextComparisons;
import io.github.wandbjdbc.engine.source.CallReader;
import io.github.wandbjdbc.engine.source.Caution;
import io.github.wandbjdbc.predicates.Functions;
import io.github.wandbjdbc.predicates.RunStates;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.metadata.RelColumnOrigin;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** Finds values of the tables' columns that no row can have. */
public final class ValueCautions implements CallReader {
  /** The only one. */
  public static final CallReader INSTANCE = new ValueCautions();

  /** The columns that hold JSON lists, by table. */
  private static final Map<String, Set<String>> LISTS =
      Map.of(
          "runs", Set.of("tags"),
          "metrics", Set.of("types"),
          "run_environment", Set.of("arguments"));

  private ValueCautions() {}

  @Override
  public @Nullable Caution read(RexCall call, Function<RexNode, @Nullable RelColumnOrigin> origin) {
    if (Functions.isHasTag(call.getOperator())) {
      return tag(call, origin);
    }
    if (call.getKind() != SqlKind.EQUALS && call.getKind() != SqlKind.NOT_EQUALS) {
      return null;
    }
    RexNode left = TextComparisons.bare(call.getOperands().get(0));
    RexNode right = TextComparisons.bare(call.getOperands().get(1));
    if (TextComparisons.isText(right)) {
      return comparison(origin.apply(left), right);
    }
    return TextComparisons.isText(left) ? comparison(origin.apply(right), left) : null;
  }

  /** Which value of a column the text could be. */
  private static @Nullable Caution comparison(@Nullable RelColumnOrigin column, RexNode text) {
    if (isOf(column, "runs", "state")) {
      return execution -> {
        String state = TextComparisons.text(text, execution);
        return state == null ? null : RunStates.warning(state);
      };
    }
    String list = list(column);
    return list == null ? null : execution -> ofList(list, TextComparisons.text(text, execution));
  }

  private static @Nullable String ofList(String column, @Nullable String text) {
    if (text == null || text.strip().startsWith("[")) {
      return null;
    }
    String quoted = "'" + text.replace("'", "''") + "'";
    return column.equals("tags")
        ? "tags is a JSON array, which never equals a single tag: write HAS_TAG(tags, %s)"
            .formatted(quoted)
        : "%s is a JSON array, which never equals a single string: write %s LIKE"
            + " '%%\"%s\"%%'".formatted(column, column, text.replace("'", "''"));
  }

  private static @Nullable String list(@Nullable RelColumnOrigin column) {
    String name = column == null ? "" : name(column);
    return column != null && LISTS.getOrDefault(table(column), Set.of()).contains(name)
        ? name
        : null;
  }

  /** {@code HAS_TAG('x', tags)}. */
  private static @Nullable Caution tag(
      RexCall call, Function<RexNode, @Nullable RelColumnOrigin> origin) {
    List<RexNode> operands = call.getOperands();
    RexNode first = TextComparisons.bare(operands.get(0));
    RelColumnOrigin second = origin.apply(TextComparisons.bare(operands.get(1)));
    return TextComparisons.isText(first) && list(second) != null
        ? execution ->
            "the first argument of HAS_TAG is the tags: write HAS_TAG(tags, '%s')"
                .formatted(
                    String.valueOf(TextComparisons.text(first, execution)).replace("'", "''"))
        : null;
  }

  private static boolean isOf(@Nullable RelColumnOrigin column, String table, String name) {
    return column != null && table(column).equals(table) && name(column).equals(name);
  }

  private static String table(RelColumnOrigin column) {
    List<String> names = column.getOriginTable().getQualifiedName();
    return names.get(names.size() - 1).toLowerCase(Locale.ROOT);
  }

  private static String name(RelColumnOrigin column) {
    RelOptTable table = column.getOriginTable();
    return table.getRowType().getFieldNames().get(column.getOriginColumnOrdinal());
  }
}
