package io.github.wandbjdbc.engine.advice;

import static io.github.wandbjdbc.engine.advice.Advice.quoted;

import io.github.wandbjdbc.engine.source.NameHints;
import io.github.wandbjdbc.engine.source.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.jspecify.annotations.Nullable;

/** Suggestions for a name that isn't a column. */
final class UnknownColumn {
  private static final int MOST_NEAR = 3;
  private static final int MOST_BELOW = 5;
  private static final int FIRST_ONES = 5;

  private final String name;
  private final NameContext place;
  private final VisibleColumns visible;
  private final NameHints hints;
  private final Advice advice = new Advice();

  private UnknownColumn(String name, NameContext place, VisibleColumns visible, NameHints hints) {
    this.name = name;
    this.place = place;
    this.visible = visible;
    this.hints = hints;
  }

  /**
   * The advice on {@code name}, the whole name at {@code place} or its last parts, where {@code
   * visible} columns may be named.
   */
  static Advice on(String name, NameContext place, VisibleColumns visible, NameHints hints) {
    UnknownColumn unknown = new UnknownColumn(name, place, visible, hints);
    if (!unknown.isAlias() && !unknown.isUnquoted()) {
      unknown.otherwise();
    }
    return unknown.advice;
  }

  /** A label of the SELECT list, where there is none yet. */
  private boolean isAlias() {
    SqlSelect select = place.select();
    if (select == null || !place.name().isSimple()) {
      return false;
    }
    for (SqlNode item : select.getSelectList()) {
      if (item.getKind() == SqlKind.AS
          && name.equalsIgnoreCase(SqlValidatorUtil.alias(item))
          && place.around().stream().noneMatch(node -> node == item)) {
        String value = Advice.written(((SqlCall) item).operand(0));
        advice.add(
            "it is an alias of the SELECT list, which %s can't see: write the expression itself, %s,"
                    .formatted(place.isInWhere() ? "WHERE" : "an expression there", value)
                + " or SELECT ... FROM (SELECT ...) t around it");
        return true;
      }
    }
    return false;
  }

  private boolean isUnquoted() {
    Set<String> aliases = visible.aliases().keySet();
    Optional<String> column = WrittenName.column(place, aliases, visible.columns());
    column.ifPresent(
        written -> advice.add("the column is written in double quotes: " + quoted(written)));
    return column.isPresent();
  }

  private void otherwise() {
    List<String> spellings = WrittenName.spellings(place, visible.aliases().keySet());
    String meant = spellings.isEmpty() ? name : spellings.get(spellings.size() - 1);
    if (name.startsWith("$$")) {
      advice.add("strings are in single quotes: '%s'".formatted(name.replace("$$", "")));
      return;
    }
    if (name.equalsIgnoreCase("rownum") || name.equalsIgnoreCase("rowid")) {
      advice.add("for the first rows write LIMIT 5; ROW_NUMBER() OVER (ORDER BY x) numbers them");
      return;
    }
    boolean isText = adviseText(spellings.isEmpty() ? name : meant);
    boolean isKnown = adviseBelow(spellings.isEmpty() ? name : spellings.get(0));
    List<String> elsewhere = hints.advice(spellings.isEmpty() ? name : meant, visible.tables());
    Set<String> translated = new LinkedHashSet<>();
    for (String table : visible.tables()) {
      hints.column(table, name).filter(visible.columns()::contains).ifPresent(translated::add);
    }
    List<String> near = NearestName.all(meant, visible.columns(), MOST_NEAR);
    if (!translated.isEmpty()) {
      advice.didYouMean(translated);
    } else if (!isKnown && !near.isEmpty()) {
      advice.didYouMean(near);
    }
    advice.addAll(elsewhere);
    if (!isText && advice.isEmpty()) {
      adviseFirst();
    }
  }

  /** A value that was written as a name is. */
  private boolean adviseText(String text) {
    SqlNode around = WrittenName.around(place);
    if (place.name().names.size() > 1) {
      return false;
    }
    boolean isQuoted = place.name().isComponentQuoted(place.name().names.size() - 1);
    if (!(around instanceof SqlCall || around instanceof SqlNodeList)) {
      return false;
    }
    SqlCall call = comparison();
    boolean isCompared = call != null && isComparedWithOther(call);
    boolean isOperand =
        isQuoted && around instanceof SqlCall other && other.getOperator() instanceof SqlFunction;
    boolean isNear = !NearestName.to(text, visible.columns()).isEmpty();
    if (!isCompared && (!isOperand || isNear)) {
      return false;
    }
    advice.add(
        "if you mean a string, write it in single quotes: " + Advice.text(isQuoted ? name : text));
    return true;
  }

  /** The comparison right around the name. */
  private @Nullable SqlCall comparison() {
    SqlNode around = WrittenName.around(place);
    for (SqlNode node : place.around()) {
      if (node instanceof SqlCall call && !isPartOfName(call)) {
        return SqlKind.COMPARISON.contains(call.getKind())
                || SqlKind.BETWEEN == call.getKind()
                || SqlKind.LIKE == call.getKind()
                || SqlKind.IN == call.getKind()
                || SqlKind.NOT_IN == call.getKind()
            ? call
            : null;
      }
      if (!(node instanceof SqlNodeList) && node == around) {
        return null;
      }
    }
    return null;
  }

  private static boolean isPartOfName(SqlCall call) {
    return call.getKind() == SqlKind.DIVIDE
        || call.getKind() == SqlKind.MINUS
        || call.getKind() == SqlKind.ITEM;
  }

  /**
   * Whether another operand is a known column, or an expression: of a text, a name is the other.
   */
  private boolean isComparedWithOther(SqlCall comparison) {
    SqlNode first = comparison.operand(0);
    List<SqlNode> others = new ArrayList<>(comparison.getOperandList());
    others.removeIf(operand -> operand == place.name() || place.around().contains(operand));
    return others.stream().anyMatch(operand -> !(operand instanceof SqlLiteral))
        && others.stream().noneMatch(operand -> isUnknown(operand))
        && !(first == place.name() && comparison.getKind() == SqlKind.IN);
  }

  private boolean isUnknown(SqlNode operand) {
    return operand instanceof SqlIdentifier other
        && visible.columns().stream()
            .noneMatch(other.names.get(other.names.size() - 1)::equalsIgnoreCase);
  }

  /** An object of which only the leaves are columns. */
  private boolean adviseBelow(String path) {
    String prefix = path.toLowerCase(Locale.ROOT) + ".";
    String beside = path.toLowerCase(Locale.ROOT) + "/";
    List<String> below =
        visible.columns().stream()
            .filter(
                column ->
                    column.toLowerCase(Locale.ROOT).startsWith(prefix)
                        || column.toLowerCase(Locale.ROOT).startsWith(beside))
            .limit(MOST_BELOW)
            .toList();
    if (!below.isEmpty()) {
      advice.add("there are columns below it: " + Advice.list(below, "and"));
    }
    return !below.isEmpty();
  }

  private void adviseFirst() {
    List<String> first = visible.columns().stream().limit(FIRST_ONES).toList();
    if (!first.isEmpty()) {
      advice.add(
          visible.columns().size() > first.size()
              ? "the first columns are " + Advice.list(first, "and")
              : "the columns are " + Advice.list(first, "and"));
    }
  }
}
