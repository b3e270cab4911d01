package io.github.wandbjdbc.engine.advice;

import io.github.wandbjdbc.engine.source.NameHints;
import io.github.wandbjdbc.engine.validate.names.Catalog;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Finds {@code user}, who executes the statement, where a table has a column that is called so
 * elsewhere.
 */
public final class UserReading extends SqlBasicVisitor<@Nullable Void> {
  private static final String USER = "user";
  private static final Pattern WORD = Pattern.compile("(?i).*\\buser\\b.*", Pattern.DOTALL);

  private final Set<String> columns;
  private boolean isMeantOtherwise;

  private UserReading(Set<String> columns) {
    this.columns = columns;
  }

  /** Whether {@code sql} may name the user. */
  public static boolean mayBeIn(String sql) {
    return WORD.matcher(sql).matches();
  }

  /** The warnings of {@code statement}, as it was parsed, over the tables of {@code catalog}. */
  public static List<String> warnings(SqlNode statement, Catalog catalog, NameHints hints) {
    Set<String> columns = new HashSet<>();
    for (List<String> table : catalog.used().keySet()) {
      hints.column(table.get(table.size() - 1), USER).ifPresent(columns::add);
    }
    UserReading reading = new UserReading(columns);
    if (!columns.isEmpty()) {
      statement.accept(reading);
    }
    return reading.isMeantOtherwise
        ? List.of(
            "user is the current user, like CURRENT_USER; the column is "
                + Advice.list(columns, "or"))
        : List.of();
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call instanceof SqlSelect select) {
      for (SqlNode item : select.getSelectList()) {
        SqlNode value = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
        isMeantOtherwise |= isUser(value);
      }
    } else if (SqlKind.COMPARISON.contains(call.getKind())
        || call.getKind() == SqlKind.IN
        || call.getKind() == SqlKind.NOT_IN
        || call.getKind() == SqlKind.LIKE) {
      List<SqlNode> operands = call.getOperandList();
      isMeantOtherwise |=
          operands.stream().anyMatch(UserReading::isUser)
              && operands.stream().noneMatch(this::isColumn);
    }
    return super.visit(call);
  }

  private boolean isColumn(@Nullable SqlNode node) {
    return node instanceof SqlIdentifier name
        && columns.contains(name.names.get(name.names.size() - 1).toLowerCase(Locale.ROOT));
  }

  private static boolean isUser(@Nullable SqlNode node) {
    if (node instanceof SqlIdentifier name) {
      return name.isSimple()
          && !name.isComponentQuoted(0)
          && name.getSimple().equalsIgnoreCase(USER);
    }
    return node instanceof SqlCall call
        && call.operandCount() == 0
        && call.getOperator().getName().equalsIgnoreCase(USER);
  }
}
