package io.github.wandbjdbc.engine.advice;

import io.github.wandbjdbc.engine.source.NameHints;
import io.github.wandbjdbc.engine.source.NearestName;
import io.github.wandbjdbc.engine.validate.operators.CatalogueOperators;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlNameMatchers;

/** The error message for a call of an unknown function. */
public final class UnknownFunction {
  private static final int MOST_NEAR = 3;
  private static final Pattern BRACKETS = Pattern.compile("<([A-Za-z][^<>]*)>");

  private static final Pattern NAME = Pattern.compile("\\w+");

  private static final Pattern TIME_AND_OTHER =
      Pattern.compile(
          "'?<(?:(?:TIME|DATE|INTERVAL).* [-+<>=]+ <(?:CHAR|VARCHAR|INT|BIG|DOU|DEC)"
              + "|(?:CHAR|VARCHAR|INT|BIG|DOU|DEC).* [-+<>=]+ <(?:TIME|DATE|INTERVAL)).*");

  private static final Pattern NUMBER =
      Pattern.compile("Invalid number of arguments to function '(.*?)'.*");
  private static final Pattern TYPES =
      Pattern.compile(
          "(?s)Cannot apply '(.*?)' to arguments of type (.*?)(?:\\. Supported form.*)?");

  private static final String OF_CONDITIONS =
      ", not conditions: COUNT(*) FILTER (WHERE x) counts those that are true, and AVG(CASE WHEN x"
          + " THEN 1.0 ELSE 0.0 END) is their share";

  private static final String OF_TIMES =
      ": of times write MIN or MAX, or take EXTRACT(EPOCH FROM t)";

  private final SqlOperatorTable operators;

  private final NameHints hints;

  /** Of the functions of {@code operators}, and those of the catalogue. */
  public UnknownFunction(SqlOperatorTable operators, NameHints hints) {
    this.operators = operators;
    this.hints = hints;
  }

  /** The call of {@code name} with operands of types {@code given}, a list in words. */
  public StatementException of(String name, String given, String where) {
    List<String> forms = forms(name);
    if (!forms.isEmpty()) {
      return new StatementException(
          SqlState.UNKNOWN_FUNCTION,
          "function %s doesn't take (%s); write %s%s"
              .formatted(
                  name.toUpperCase(Locale.ROOT),
                  StatementException.shortened(types(given)),
                  String.join(" or ", forms),
                  where));
    }
    Advice advice = new Advice();
    Set<String> known = new TreeSet<>(CatalogueOperators.functionNames());
    operators.getOperatorList().forEach(operator -> known.add(operator.getName()));
    Optional<String> instead = hints.function(name).or(() -> ForeignFunctions.instead(name));
    List<String> near = NearestName.all(name, known, MOST_NEAR);
    if (instead.isPresent()) {
      advice.add("write " + instead.get());
    } else if (!near.isEmpty()) {
      advice.didYouMean(near);
    }
    return new StatementException(
        SqlState.UNKNOWN_FUNCTION,
        advice.behind("function \"%s\" not found".formatted(name), where));
  }

  /**
   * The error behind Calcite's {@code message} on a function's operands; empty if it is about
   * something else.
   */
  public Optional<StatementException> operands(String message, String where) {
    Matcher number = NUMBER.matcher(message);
    Matcher types = TYPES.matcher(message);
    boolean isNumber = number.matches();
    if (!isNumber && !types.matches()) {
      return Optional.empty();
    }
    String name = isNumber ? number.group(1) : types.group(1);
    if (!isNumber && name.equalsIgnoreCase("NOT")) {
      return Optional.of(
          new StatementException(
              SqlState.STATEMENT_FAULT,
              "NOT takes a condition, such as x = 'a' or x IS NULL" + where));
    } else if (!isNumber && isOfTimeAndOther(types.group(2))) {
      return Optional.of(
          new StatementException(
              SqlState.STATEMENT_FAULT,
              "there is no %s: an interval is written INTERVAL '15 minutes', a time TIMESTAMP"
                      .formatted(types(types.group(2)))
                  + " '2025-08-12 13:45:00', and TO_TIMESTAMP(x) is that of Unix seconds"
                  + where));
    } else if (!isNumber && name.matches("(?i)SUM|AVG|STDDEV\\w*|VAR\\w*")) {
      return Optional.of(
          new StatementException(
              SqlState.STATEMENT_FAULT,
              "%s takes numbers%s%s"
                  .formatted(
                      name.toUpperCase(Locale.ROOT),
                      types.group(2).contains("BOOLEAN") ? OF_CONDITIONS : OF_TIMES,
                      where)));
    }
    List<String> forms = forms(name);
    if (forms.isEmpty() || !NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    String given =
        isNumber
            ? "this number of operands"
            : types(types.group(2).replaceFirst("^'?[\\w]+\\(", "("));
    return Optional.of(
        new StatementException(
            SqlState.STATEMENT_FAULT,
            "%s doesn't take %s; write %s%s"
                .formatted(
                    name.toUpperCase(Locale.ROOT),
                    StatementException.shortened(given),
                    String.join(" or ", forms),
                    where)));
  }

  /** Whether {@code given} is a sign between a time or an interval and something else. */
  private static boolean isOfTimeAndOther(String given) {
    return TIME_AND_OTHER.matcher(given).matches();
  }

  /** How {@code name} is called; nothing if there is no function of that name. */
  public List<String> forms(String name) {
    List<SqlOperator> found = new ArrayList<>();
    operators.lookupOperatorOverloads(
        new SqlIdentifier(name, SqlParserPos.ZERO),
        SqlFunctionCategory.USER_DEFINED_FUNCTION,
        SqlSyntax.FUNCTION,
        found,
        SqlNameMatchers.withCaseSensitive(false));
    return found.stream()
        .map(UnknownFunction::signatures)
        .flatMap(signatures -> signatures.lines())
        .map(UnknownFunction::types)
        .distinct()
        .toList();
  }

  private static String signatures(SqlOperator operator) {
    try {
      return operator.getAllowedSignatures();
    } catch (RuntimeException e) {
      // Some of Calcite's own can't tell.
      return operator.getName() + "(...)";
    }
  }

  /** Types without the signs that Calcite puts around them. */
  static String types(String text) {
    return BRACKETS.matcher(text).replaceAll("$1").replace("'", "").replace(" NOT NULL", "");
  }
}
