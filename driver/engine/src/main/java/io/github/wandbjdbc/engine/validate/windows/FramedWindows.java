package io.github.wandbjdbc.engine.validate.windows;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/**
 * {@code (w ROWS …)}, behind {@code OVER} or with a name of its own, is over {@code w}'s rows, in
 * its order, with a frame of its own.
 */
public final class FramedWindows {
  private final SqlValidatorScope scope;
  private final SqlValidator validator;
  private final Function<SqlNode, SqlWindow> others;

  private FramedWindows(
      SqlValidatorScope scope, SqlValidator validator, Function<SqlNode, SqlWindow> others) {
    this.scope = scope;
    this.validator = validator;
    this.others = others;
  }

  /**
   * The window that {@code windowOrName} is or names.
   *
   * @param others resolves those that aren't such
   * @throws StatementException if it is defined by itself
   */
  public static SqlWindow resolved(
      SqlNode windowOrName,
      SqlValidatorScope scope,
      SqlValidator validator,
      Function<SqlNode, SqlWindow> others) {
    return new FramedWindows(scope, validator, others).resolved(windowOrName, Set.of());
  }

  /** Likewise, in a definition of the windows of the names {@code within}. */
  private SqlWindow resolved(SqlNode windowOrName, Set<String> within) {
    SqlNode named =
        windowOrName instanceof SqlIdentifier name && name.isSimple()
            ? scope.lookupWindow(name.getSimple())
            : windowOrName;
    if (!(named instanceof SqlWindow written)
        || written.getRefName() == null
        || scope.lookupWindow(written.getRefName().getSimple()) == null) {
      return others.apply(windowOrName);
    }
    String base = written.getRefName().getSimple();
    if (within.contains(base)) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT, "window \"%s\" is defined by itself".formatted(base));
    }
    Set<String> names = new HashSet<>(within);
    names.add(base);
    SqlWindow resolved = written.overlay(resolved(written.getRefName(), names), validator);
    return SqlWindow.create(
        resolved.getDeclName(),
        null,
        resolved.getPartitionList(),
        resolved.getOrderList(),
        SqlLiteral.createBoolean(written.isRows(), written.getParserPosition()),
        written.getLowerBound(),
        written.getUpperBound(),
        null,
        written.getExclude(),
        written.getParserPosition());
  }
}
