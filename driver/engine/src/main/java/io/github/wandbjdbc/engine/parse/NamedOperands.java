package io.github.wandbjdbc.engine.parse;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.aggregates.Aggregates;
import io.github.wandbjdbc.engine.values.catalogue.Catalogue;
import io.github.wandbjdbc.engine.values.windows.WindowFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Puts operands that are given by their names, as {@code days => 3}, into their order. */
final class NamedOperands {
  private static final Map<String, List<String>> NAMES =
      Map.of(
          "MAKE_INTERVAL",
          List.of("years", "months", "weeks", "days", "hours", "mins", "secs"),
          "MAKE_DATE",
          List.of("year", "month", "day"),
          "MAKE_TIME",
          List.of("hour", "min", "sec"),
          "MAKE_TIMESTAMP",
          List.of("year", "month", "mday", "hour", "min", "sec"),
          "RANDOM",
          List.of("min", "max"));

  private NamedOperands() {}

  /** The same call without names; operands of MAKE_INTERVAL that aren't given are 0. */
  static SqlCall ordered(SqlCall call) {
    String function = call.getOperator().getName().toUpperCase(Locale.ROOT);
    boolean isNamed = call.getOperandList().stream().anyMatch(NamedOperands::isAssignment);
    if (!isNamed || !isFunction(function)) {
      return call;
    }
    List<String> names = NAMES.getOrDefault(function, List.of());
    @Nullable SqlNode[] ordered = new @Nullable SqlNode[names.size()];
    int count = 0;
    for (int i = 0; i < call.operandCount(); i++) {
      SqlNode operand = call.operand(i);
      int place = isAssignment(operand) ? names.indexOf(name((SqlCall) operand)) : i;
      if (place < 0 || place >= ordered.length || ordered[place] != null) {
        throw refused(function, names);
      }
      ordered[place] = isAssignment(operand) ? ((SqlCall) operand).operand(0) : operand;
      count = Math.max(count, place + 1);
    }
    List<SqlNode> operands = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (ordered[i] == null && !function.equals("MAKE_INTERVAL")) {
        throw refused(function, names);
      }
      operands.add(
          Objects.requireNonNullElseGet(
              ordered[i], () -> SqlLiteral.createExactNumeric("0", SqlParserPos.ZERO)));
    }
    return call.getOperator().createCall(call.getParserPosition(), operands);
  }

  private static boolean isFunction(String name) {
    return Catalogue.entry(name) != null
        || Aggregates.entry(name) != null
        || WindowFunctions.entry(name) != null;
  }

  private static boolean isAssignment(@Nullable SqlNode operand) {
    return operand != null && operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT;
  }

  private static String name(SqlCall assignment) {
    return ((SqlIdentifier) assignment.operand(1)).getSimple().toLowerCase(Locale.ROOT);
  }

  private static StatementException refused(String function, List<String> names) {
    return new StatementException(
        SqlState.STATEMENT_FAULT,
        names.isEmpty()
            ? "operands of %s have no names: write them without =>, in their order"
                .formatted(function)
            : "%s takes %s, each once".formatted(function, String.join(", ", names)));
  }
}
