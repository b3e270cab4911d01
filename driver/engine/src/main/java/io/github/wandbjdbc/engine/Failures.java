package io.github.wandbjdbc.engine;

import io.github.wandbjdbc.engine.advice.UnknownFunction;
import io.github.wandbjdbc.engine.advice.UnknownNames;
import io.github.wandbjdbc.engine.advice.ValidationMessages;
import io.github.wandbjdbc.engine.source.StatementSource;
import io.github.wandbjdbc.engine.validate.names.NameResolver;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.validate.SqlValidatorException;
import org.jspecify.annotations.Nullable;

/** Says what Calcite's failures mean, in the words of somebody who wrote the statement. */
final class Failures {
  private static final int LONGEST_MESSAGE = 300;
  private static final int DEEPEST_CAUSE = 32;

  private static final Pattern UNKNOWN_COLUMN = Pattern.compile("Column '(.*?)' not found.*");
  private static final Pattern UNKNOWN_TABLE =
      Pattern.compile("(?:Object|Table) '(.*?)' not found(?: within '(.*?)')?.*");
  private static final Pattern UNKNOWN_FUNCTION =
      Pattern.compile("No match found for function signature (.*?)\\((.*)\\)");
  private static final Pattern AMBIGUOUS = Pattern.compile("Column '(.*?)' is ambiguous");
  private static final Pattern BAD_TIME =
      Pattern.compile("(?i).*\\b(?:date|time|timestamp|interval)\\b.*");

  /** The beginning of Java's message about NaN and the infinities as decimals. */
  private static final String NO_DECIMAL = "Character ";

  /** A subquery of several columns. */
  private static final String ROW_OF_QUERY = "Cannot apply '$SCALAR_QUERY' to arguments";

  private static final Pattern BAD_FIELD =
      Pattern.compile("Value of \\w+ field is out of range in .*");

  /** The end of a truncated text. */
  private static final String CUT = "...";

  private Failures() {}

  /**
   * The exception for a failure of planning; {@code statement} gives the statement as it was
   * parsed.
   */
  static RuntimeException ofPlanning(
      Throwable failure,
      Supplier<SqlNode> statement,
      NameResolver catalog,
      SqlOperatorTable operators,
      StatementSource source) {
    CalciteContextException context = find(failure, CalciteContextException.class);
    RuntimeException said = said(failure, context, statement, catalog, operators, source);
    return context != null && said instanceof StatementException statementSaid
        ? statementSaid.at(context.getPosLine(), context.getPosColumn())
        : said;
  }

  private static RuntimeException said(
      Throwable failure,
      @Nullable CalciteContextException context,
      Supplier<SqlNode> statement,
      NameResolver catalog,
      SqlOperatorTable operators,
      StatementSource source) {
    RuntimeException own = own(failure, source);
    if (own != null) {
      return own;
    }
    String place =
        context == null || context.getPosLine() == 0
            ? ""
            : " (line %d, column %d)".formatted(context.getPosLine(), context.getPosColumn());
    Throwable fault = find(failure, SqlValidatorException.class);
    if (fault == null && context != null) {
      fault = context.getCause() == null ? context : context.getCause();
    }
    if (fault != null) {
      UnknownNames names =
          context == null
              ? new UnknownNames(statement.get(), catalog, source, 0, 0)
              : new UnknownNames(
                  statement.get(), catalog, source, context.getPosLine(), context.getPosColumn());
      return ofValidation(
          message(fault), place, names, new UnknownFunction(operators, source.hints()));
    }
    if (find(failure, RelOptPlanner.CannotPlanException.class) != null) {
      return new StatementException(
          SqlState.STATEMENT_FAULT,
          "the statement combines things that the driver can't execute together; compute a part of"
              + " it in a subquery, or in a statement of its own",
          failure);
    }
    return ofExecution(failure, source);
  }

  private static StatementException ofValidation(
      String message, String place, UnknownNames names, UnknownFunction functions) {
    Matcher column = UNKNOWN_COLUMN.matcher(message);
    if (column.matches()) {
      return names.functionAround(functions).orElseGet(() -> names.column(column.group(1)));
    }
    Matcher table = UNKNOWN_TABLE.matcher(message);
    if (table.matches()) {
      return names
          .functionAround(functions)
          .orElseGet(() -> names.table(table.group(1), table.group(2)));
    }
    if (message.startsWith(ROW_OF_QUERY)) {
      return new StatementException(
          SqlState.STATEMENT_FAULT,
          "a subquery used as a value must have one column; to compare rows, write (a, b)"
              + " IN (SELECT x, y ...)"
              + place);
    }
    Matcher function = UNKNOWN_FUNCTION.matcher(message);
    if (function.matches()) {
      return functions.of(function.group(1), function.group(2), place);
    }
    Matcher ambiguous = AMBIGUOUS.matcher(message);
    if (ambiguous.matches()) {
      return new StatementException(
          SqlState.AMBIGUOUS_NAME,
          "column \"%s\" is ambiguous: several tables have it, so write which%s"
              .formatted(ambiguous.group(1), place));
    }
    return functions
        .operands(message, place)
        .or(() -> names.operands(message))
        .orElseGet(() -> otherwise(message, place));
  }

  private static StatementException otherwise(String message, String place) {
    String lower = message.toLowerCase(Locale.ROOT);
    SqlState state =
        lower.contains("ordinal")
            ? SqlState.STATEMENT_FAULT
            : lower.contains("out of range")
                ? SqlState.OUT_OF_RANGE
                : lower.contains("illegal") && lower.contains("literal") && isAboutTime(message)
                    ? SqlState.BAD_DATE_TIME
                    : lower.contains("cannot convert value of type")
                        ? SqlState.WRONG_CAST
                        : SqlState.STATEMENT_FAULT;
    return new StatementException(state, shortened(ValidationMessages.reworded(message)) + place);
  }

  /** The exception for a failure to read a row. */
  static RuntimeException ofExecution(Throwable failure, StatementSource source) {
    RuntimeException own = own(failure, source);
    if (own != null) {
      return own;
    }
    VirtualMachineError error = find(failure, VirtualMachineError.class);
    if (error != null) {
      return StatementException.of(error);
    }
    Throwable root = root(failure);
    String message = message(root);
    String lower = message.toLowerCase(Locale.ROOT);
    if (root instanceof ArithmeticException) {
      return lower.contains("zero") || lower.contains("division")
          ? new StatementException(SqlState.DIVISION_BY_ZERO, "division by zero", root)
          : new StatementException(
              SqlState.OUT_OF_RANGE, "a number is out of range: " + shortened(message), root);
    }
    if (root instanceof NumberFormatException) {
      return new StatementException(
          SqlState.WRONG_CAST,
          message.startsWith(NO_DECIMAL)
              ? "strings, NaN and the infinities are not integers or decimals"
              : "not a number: " + shortened(message),
          root);
    }
    if (BAD_FIELD.matcher(message).matches()) {
      return new StatementException(SqlState.BAD_DATE_TIME, shortened(message), root);
    }
    if (lower.contains("out of range") || lower.contains("overflow")) {
      return new StatementException(SqlState.OUT_OF_RANGE, shortened(message), root);
    }
    boolean complaint =
        root instanceof IllegalArgumentException || root instanceof CalciteException;
    if (root instanceof DateTimeException || (complaint && isAboutTime(message))) {
      return new StatementException(
          SqlState.BAD_DATE_TIME, "bad date or time: " + shortened(message), root);
    }
    if (lower.contains("cast") && root instanceof CalciteException) {
      return new StatementException(SqlState.WRONG_CAST, shortened(message), root);
    }
    // What Calcite says in words of its own is about the statement; all else is a fault of ours.
    return new StatementException(
        root instanceof CalciteException ? SqlState.STATEMENT_FAULT : SqlState.INTERNAL,
        "the statement can't be executed: " + shortened(message),
        failure);
  }

  private static boolean isAboutTime(String message) {
    return BAD_TIME.matcher(message).matches();
  }

  private static @Nullable RuntimeException own(Throwable failure, StatementSource source) {
    for (Throwable cause : causes(failure)) {
      if (cause instanceof RuntimeException told && source.isOwn(told)) {
        return told;
      }
    }
    return find(failure, StatementException.class);
  }

  private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
    for (Throwable cause : causes(failure)) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }

  private static Throwable root(Throwable failure) {
    List<Throwable> causes = causes(failure);
    return causes.get(causes.size() - 1);
  }

  private static List<Throwable> causes(Throwable failure) {
    return java.util.stream.Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(DEEPEST_CAUSE)
        .toList();
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
  }

  /** One line of bearable length: Calcite's messages may hold whole plans, or generated code. */
  private static String shortened(String message) {
    String line = message.lines().findFirst().orElse("").strip();
    return line.length() <= LONGEST_MESSAGE
        ? line
        : line.substring(0, LONGEST_MESSAGE - CUT.length()) + CUT;
  }
}
