package io.github.wandbjdbc.engine.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Translates messages of Calcite's validator into terms of SQL. Each of its messages that a
 * statement can reach has a line; {@code {0}} stands for what the message names.
 */
public final class ValidationMessages {
  private static final Pattern HOLE = Pattern.compile("\\{(\\d)}");

  private static final String TYPES =
      "there is no type {0}: write VARCHAR, BIGINT, INTEGER, DOUBLE, DECIMAL, BOOLEAN, DATE, TIME or"
          + " TIMESTAMP";

  private static final List<Rewording> REWORDINGS = new ArrayList<>();

  static {
    // Operands and their types.
    say(
        "Cannot apply '{0}' to arguments of type {1}. Supported form(s): {2}",
        "there is no {1}: cast an operand");
    say("Cannot apply '{0}' to arguments of type {1}", "there is no {1}: cast an operand");
    say(
        "Invalid number of arguments to function '{0}'. Was expecting {1} arguments",
        "{0} takes {1} arguments");
    say(
        "Encountered {0} with {1} parameter(s); was expecting {2}",
        "{0} takes {2}, not {1} arguments");
    say("Wrong number of arguments to expression", "a call has too few or too many arguments");
    say(
        "Cannot compare values of types '{0}', '{1}'",
        "{0} and {1} can't be compared: cast one of them, as in CAST(x AS VARCHAR)");
    say("{0} is not comparable to {1}", "{0} and {1} can't be compared: cast one of them");
    say("Operands {0} not comparable to each other", "{0} can't be compared: cast one of them");
    say("Types {0} not comparable to each other", "values of {0} can't be compared: cast them");
    say(
        "Values passed to {0} operator must have compatible types",
        "the operands of {0} have types that can't be compared: cast one of them");
    say(
        "Values in expression list must have compatible types",
        "the values of a list must be of one type: cast those that differ");
    say(
        "Parameters must be of the same type",
        "the operands must be of one type: cast those that differ");
    say(
        "Illegal mixing of types in CASE or COALESCE statement",
        "the branches of CASE, or the operands of COALESCE, must be of one type: cast those that"
            + " differ");
    say(
        "ELSE clause or at least one THEN clause must be non-NULL",
        "one branch of a CASE must be other than NULL, such as CAST(NULL AS DOUBLE)");
    say(
        "Cast function cannot convert value of type {0} to type {1}",
        "there is no cast from {0} to {1}");
    say("Expected a boolean type", "a condition is expected here, such as x > 0, or x = TRUE");
    say("Expected a character type", "a string is expected here: write CAST(x AS VARCHAR)");
    say("{0} clause must be a condition", "{0} takes a condition, such as x > 0 or x IS NOT NULL");
    say("FILTER expression must be of type BOOLEAN", "FILTER (WHERE ...) takes a condition");
    say("'{0}' is not a valid boolean value", "'{0}' isn't TRUE or FALSE");
    say(
        "Illegal use of 'NULL'",
        "a bare NULL has no type here: write CAST(NULL AS DOUBLE) or the like");
    say(
        "Illegal use of dynamic parameter",
        "a ? has no type here: write CAST(? AS DOUBLE) or the like");
    say("Argument to function '{0}' must not be NULL", "{0} doesn't accept NULL here");
    say("Argument to function '{0}' must be a literal", "{0} takes a literal here");
    say(
        "Argument to function '{0}' must be a positive integer literal",
        "{0} takes a positive integer literal here");
    say("Unknown datatype name '{0}'", TYPES);
    say("Type '{0}' is not supported", TYPES);
    say("Type '{0}' not found", TYPES);
    say(
        "Support for UNSIGNED data types is not enabled",
        "there are no UNSIGNED types: write BIGINT");

    // Groups and aggregates.
    say(
        "Expression '{0}' is not being grouped",
        "{0} is neither grouped nor aggregated: add it to GROUP BY, or aggregate it, as by MAX({0})");
    say(
        "Expression '{0}' is not in the select clause",
        "with SELECT DISTINCT, ORDER BY can only use selected expressions: select {0}," + " too");
    say(
        "Aggregate expression is illegal in {0} clause",
        "{0} can't hold an aggregate: write that condition in HAVING, or compute the aggregate in a"
            + " subquery");
    say(
        "Aggregate expression is illegal in ORDER BY clause of non-aggregating SELECT",
        "ORDER BY can't hold an aggregate where the SELECT has none: add GROUP BY");
    say(
        "Windowed aggregate expression is illegal in {0} clause",
        "{0} can't hold a window function: write that condition in QUALIFY, or compute it in a"
            + " subquery");
    say(
        "Window expressions are not permitted in the HAVING clause; use the QUALIFY clause instead",
        "HAVING can't hold a window function: write that condition in QUALIFY");
    say(
        "Aggregate expressions cannot be nested",
        "an aggregate can't be the operand of another: compute the inner one in a subquery");
    say("{0} must not contain aggregate expression", "{0} can't hold an aggregate: use a subquery");
    say(
        "Aggregate expression '{0}' must contain a WITHIN GROUP clause",
        "{0} must be followed by WITHIN GROUP (ORDER BY x)");
    say(
        "Aggregate expression '{0}' must not contain a WITHIN GROUP clause",
        "{0} takes no WITHIN GROUP");
    say(
        "Percentile functions must have 1 or 2 arguments",
        "percentiles take a fraction, such as 0.5");
    say(
        "'{0}' requires precisely one ORDER BY key",
        "{0} takes WITHIN GROUP (ORDER BY x) with one x");
    say(
        "Invalid type '{0}' in ORDER BY clause of '{1}' function. Only NUMERIC types are supported",
        "{1} is of numbers, not of {0}");
    say("{0} not allowed with {1} function", "{1} takes no {0}");
    say(
        "{0} must be applied to aggregate function",
        "{0} must follow an aggregate, such as COUNT(*)");
    say("{0} operator may only occur in an aggregate query", "{0} is for queries with GROUP BY");
    say(
        "{0} operator may only occur in SELECT, HAVING or ORDER BY clause",
        "{0} is for SELECT, HAVING and ORDER BY");
    say(
        "Argument to {0} operator must be a grouped expression",
        "{0} takes an expression of GROUP BY");
    say("Ordinal out of range", "the SELECT list has no column of that number");

    // Windows.
    say(
        "OVER clause is necessary for window functions",
        "a window function must be followed by OVER (PARTITION BY ... ORDER BY ...);"
            + " for groups, ARG_MAX(x, y) returns the x of the greatest y, and ARG_MIN(x, y)"
            + " that of the least");
    say("Window '{0}' not found", "there is no window {0} in the WINDOW clause");
    say(
        "QUALIFY expression '{0}' must contain a window function",
        "QUALIFY takes a condition on a window function; other conditions go to WHERE");
    say(
        "Window specification must contain an ORDER BY clause",
        "the window takes ORDER BY in its OVER (...)");
    say(
        "RANK or DENSE_RANK functions require ORDER BY clause in window specification",
        "ranks and EMA take ORDER BY in their OVER (...)");
    say(
        "ROW/RANGE not allowed with RANK, DENSE_RANK, ROW_NUMBER, PERCENTILE_CONT/DISC or LAG/LEAD"
            + " functions",
        "ranks, ROW_NUMBER, LAG, LEAD and EMA take no ROWS or RANGE");
    say(
        "RANGE clause cannot be used with compound ORDER BY clause",
        "RANGE takes one expression in ORDER BY; ROWS takes several");
    say(
        "Data type of ORDER BY prohibits use of RANGE clause",
        "RANGE is for numbers and times: write ROWS");
    say(
        "Data Type mismatch between ORDER BY and RANGE clause",
        "the bound of RANGE isn't of the type of ORDER BY: of times it is an INTERVAL");
    say(
        "ROWS value must be a non-negative integral constant",
        "ROWS takes a whole number, such as 9 PRECEDING");
    say(
        "{0} expression should not contain OVER clause",
        "{0} in a window can't hold a window function");
    say("Duplicate window names not allowed", "two windows have one name");
    say("Cannot override window attribute", "the named window has that already");

    // Queries.
    say("Column count mismatch in {0}", "the queries of {0} have different numbers of columns");
    say(
        "Type mismatch in column {0} of {1}",
        "column {0} of the queries of {1} has incompatible types: cast one of them");
    say(
        "List of column aliases must have same degree as table; table has {0} columns {1}, whereas"
            + " alias list has {2} columns",
        "the table has {0} columns, but {2} names for them are given");
    say(
        "Number of columns must match number of query columns",
        "the number of names must be the number of the query's columns");
    say(
        "Duplicate relation name '{0}' in FROM clause",
        "two tables in FROM are called {0}: give one an alias");
    say("Duplicate name '{0}' in column alias list", "two columns are named {0}");
    say("Duplicate name '{0}' in column list", "two columns are named {0}");
    say(
        "INNER, LEFT, RIGHT, FULL, or ASOF join requires a condition (NATURAL keyword or ON or USING"
            + " clause)",
        "a join must be followed by ON or USING, such as USING (run_id)");
    say(
        "Cannot specify condition (NATURAL keyword, or ON or USING clause) following CROSS JOIN",
        "CROSS JOIN takes no condition: write JOIN ... ON");
    say(
        "Cannot specify NATURAL keyword with ON or USING clause",
        "NATURAL JOIN takes no ON or USING");
    say(
        "Cannot qualify common column '{0}'",
        "{0} is common to the joined tables: write it without a table");
    say(
        "Column name '{0}' in NATURAL join or USING clause is not unique on one side of join",
        "several columns on one side of the join are called {0}: write ON");
    say(
        "Column '{0}' matched using NATURAL keyword or USING clause has incompatible types: cannot"
            + " compare '{1}' to '{2}'",
        "{0} is {1} in one table and {2} in the other: write ON with a cast");
    say("SELECT * requires a FROM clause", "SELECT * takes FROM and a table");
    say("SELECT must have a FROM clause", "the SELECT names columns, but has no FROM");
    say(
        "Only scalar sub-queries allowed in select list.",
        "a subquery used as a value must have one column");
    say(
        "ORDER BY is only allowed on top-level SELECT",
        "ORDER BY must be at the end of the whole query");
    say("Operand {0} must be a query", "{0} takes a query in parentheses");
    say(
        "Query expression encountered in illegal context",
        "a query can't stand here; put it in parentheses");
    say("Non-query expression encountered in illegal context", "a query is expected here");
    say(
        "ROW expression encountered in illegal context",
        "a row of several values can't stand here");
    say(
        "A recursive query only supports {0}",
        "WITH RECURSIVE takes two queries joined by UNION ALL");
    say("Table or column alias must be a simple identifier", "an alias is one name, without dots");
    say(
        "Expecting alias, found character literal",
        "an alias is a name: write it in double quotes, not in single ones");
    say(
        "Not a record type. The '*' operator requires a record",
        "the name before .* is not a table");
    say("UNNEST argument must be a collection", "UNNEST takes a list");
    say(
        "SELECT * EXCLUDE/EXCEPT list contains unknown column(s): {0}",
        "there are no columns {0} to leave out");
    say(
        "SELECT * REPLACE list contains unknown column(s): {0}",
        "there are no columns {0} to replace");
    say(
        "Measure expression in PIVOT must use aggregate function",
        "PIVOT takes an aggregate, such as AVG(x)");
    say("Function '{0}' can only be used in MATCH_RECOGNIZE", "{0} is not supported here");
    say(
        "Cannot call table function here: '{0}'",
        "{0} gives a table: write it in FROM, as TABLE({0}(...))");
    say("Function '{0}' not found", "function {0} not found");
    say("Function '{0}' is not defined", "function {0} not found");
    say("Unknown identifier '{0}'", "\"{0}\" not found");
    say("Unknown field '{0}'", "\"{0}\" not found");

    // Literals.
    say(
        "Illegal {0} literal '{1}': {2}",
        "'{1}' is not a {0}; write YYYY-MM-DD for a date, and YYYY-MM-DD HH:MM:SS with a time");
    say("Literal '{0}' can not be parsed to type '{1}'", "'{0}' is not a {1}");
    say(
        "Illegal interval literal format {0} for {1}",
        "{0} is not an interval of {1}: write it like INTERVAL '7' DAY");
    say(
        "Illegal INTERVAL literal {0}; at {1}",
        "{0} is not an interval: write it like INTERVAL '7' DAY");
    say(
        "Interval field value {0} exceeds precision of {1} field",
        "{0} is too large for {1}: write INTERVAL '{0}' with a larger unit");
    say(
        "'{0}' is not a valid time frame{1}",
        "'{0}' is not a unit of time: write DAY, HOUR or similar");
    say("Illegal expression. Was expecting {0}", "a difference of times is written b - a");
    say(
        "Illegal overlaps expression. Was expecting {0}",
        "OVERLAPS takes (start, end) on both sides");
    say("BETWEEN operator has no terminating AND", "BETWEEN takes AND: x BETWEEN a AND b");
    say(
        "TABLESAMPLE percentage must be between 0 and 100, inclusive",
        "TABLESAMPLE takes 0 to 100 percent");
    say("{0} is not allowed under the current SQL conformance level", "{0} is not supported");
    say("{0} not allowed under the current SQL conformance level", "{0} are not supported");
    say("Unexpected symbol {0}. Was expecting 'VALUE'", "JSON_OBJECT takes KEY 'k' VALUE v");
    say(
        "Cannot apply operation '{0}' to strings with different charsets '{1}' and '{2}'",
        "strings of different character sets can't be combined");
    say("Dialect does not support feature: '{0}'", "{0} is not supported");
  }

  private ValidationMessages() {}

  private record Rewording(Pattern pattern, String ours) {}

  private static void say(String calcites, String ours) {
    StringBuilder pattern = new StringBuilder();
    int end = 0;
    Matcher hole = HOLE.matcher(calcites);
    while (hole.find()) {
      pattern.append(Pattern.quote(calcites.substring(end, hole.start()))).append("(.*?)");
      end = hole.end();
    }
    pattern.append(Pattern.quote(calcites.substring(end)));
    REWORDINGS.add(new Rewording(Pattern.compile(pattern.toString(), Pattern.DOTALL), ours));
  }

  /** {@code message} in our words; as it is if it is none of the validator's. */
  public static String reworded(String message) {
    for (Rewording rewording : REWORDINGS) {
      Matcher matcher = rewording.pattern().matcher(message);
      if (matcher.matches()) {
        return filled(rewording.ours(), matcher);
      }
    }
    return message;
  }

  private static String filled(String ours, Matcher named) {
    return HOLE.matcher(ours)
        .replaceAll(
            hole -> {
              int group = Integer.parseInt(hole.group(1)) + 1;
              String name = group <= named.groupCount() ? named.group(group) : "";
              return Matcher.quoteReplacement(UnknownFunction.types(name));
            });
  }
}
