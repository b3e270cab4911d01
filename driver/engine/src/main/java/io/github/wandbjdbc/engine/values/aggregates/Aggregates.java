package io.github.wandbjdbc.engine.values.aggregates;

import io.github.wandbjdbc.engine.values.Accumulator;
import io.github.wandbjdbc.engine.values.AggregateEntry;
import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlInternalOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Optionality;
import org.jspecify.annotations.Nullable;

/** All aggregates that there are; each is made when a statement uses it. */
public final class Aggregates {
  /** Behind the name of a function of windows, the aggregate that is spelled WITHIN GROUP. */
  public static final String HYPOTHETICAL = " WITHIN GROUP";

  private static final List<String> RANKS =
      List.of("RANK", "DENSE_RANK", "PERCENT_RANK", "CUME_DIST");

  private static final List<String> NAMES =
      List.of(
          "COUNT",
          "APPROX_COUNT_DISTINCT",
          "COUNTIF",
          "SUM",
          "AVG",
          "MEAN",
          "MIN",
          "MAX",
          "ANY_VALUE",
          "MEDIAN",
          "PERCENTILE_CONT",
          "PERCENTILE_DISC",
          "QUANTILE",
          "QUANTILE_CONT",
          "QUANTILE_DISC",
          "PERCENTILE",
          "MODE",
          "IQM",
          "BOOTSTRAP_LOW",
          "BOOTSTRAP_HIGH",
          "ARG_MAX",
          "ARG_MIN",
          "MAX_BY",
          "MIN_BY",
          "STDDEV",
          "STDDEV_SAMP",
          "STDEV",
          "STDDEV_POP",
          "VARIANCE",
          "VAR_SAMP",
          "VAR",
          "VAR_POP",
          "CORR",
          "COVAR_POP",
          "COVAR_SAMP",
          "REGR_COUNT",
          "REGR_AVGX",
          "REGR_AVGY",
          "REGR_SXX",
          "REGR_SYY",
          "REGR_SXY",
          "REGR_SLOPE",
          "REGR_INTERCEPT",
          "REGR_R2",
          "BOOL_AND",
          "BOOL_OR",
          "EVERY",
          "SOME",
          "LOGICAL_AND",
          "LOGICAL_OR",
          "BIT_AND",
          "BIT_OR",
          "BIT_XOR",
          "STRING_AGG",
          "LISTAGG",
          "GROUP_CONCAT");

  /** Those that count. */
  private static final Set<String> OF_NO_ROWS =
      Set.of("COUNT", "APPROX_COUNT_DISTINCT", "COUNTIF", "REGR_COUNT", "GROUPING", "$SUM0");

  /** The name of {@code ANY_VALUE(x ORDER BY y)} in plans. */
  public static final String FIRST_IN_ORDER = "FIRST_IN_ORDER";

  private static final Map<String, AggregateEntry> ENTRIES = new ConcurrentHashMap<>();

  private Aggregates() {}

  /** Their names in statements, in the manual's order. */
  public static List<String> names() {
    return NAMES;
  }

  /** The operators in statements. */
  public static List<SqlAggFunction> operators() {
    return NAMES.stream().map(name -> known(name).operator()).toList();
  }

  /** The entry of an aggregate of a plan, ours or Calcite's own; null if there is none. */
  public static @Nullable AggregateEntry entry(SqlAggFunction function) {
    return entry(function.getName());
  }

  /** The entry of {@code name}, in whatever case; null if there is none. */
  public static @Nullable AggregateEntry entry(String name) {
    String key = name.toUpperCase(Locale.ROOT);
    boolean isKnown =
        NAMES.contains(key)
            || key.equals("$SUM0")
            || key.equals("SINGLE_VALUE")
            || key.equals("LITERAL_AGG")
            || key.equals(FIRST_IN_ORDER)
            || isHypothetical(key);
    return isKnown ? known(key) : null;
  }

  private static boolean isHypothetical(String key) {
    return key.endsWith(HYPOTHETICAL)
        && RANKS.contains(key.substring(0, key.length() - HYPOTHETICAL.length()));
  }

  /** Whether {@code function} is NULL where there are no rows, as all are that count nothing. */
  public static boolean isNullOfNoRows(SqlAggFunction function) {
    String name = function.getName().toUpperCase(Locale.ROOT);
    return !OF_NO_ROWS.contains(name) && !isHypothetical(name);
  }

  /** LITERAL_AGG, which gives {@code value} of any rows; null is NULL. */
  public static AggregateEntry constant(@Nullable Object value) {
    return new AggregateEntry(
        "LITERAL_AGG",
        "a constant",
        SqlInternalOperators.LITERAL_AGG,
        (operands, result) -> new ConstantAggregate(value));
  }

  private static AggregateEntry known(String key) {
    return ENTRIES.computeIfAbsent(key, Aggregates::make);
  }

  private static AggregateEntry make(String name) {
    return switch (name) {
      case "COUNT" ->
          new AggregateEntry(
              name,
              "the number of rows, or of rows in which no argument is NULL",
              SqlStdOperatorTable.COUNT,
              (operands, result) -> new RowCount(false));
      case "APPROX_COUNT_DISTINCT" ->
          new AggregateEntry(
              name,
              "COUNT(DISTINCT x)",
              SqlStdOperatorTable.APPROX_COUNT_DISTINCT,
              (operands, result) -> new DistinctCount());
      case "COUNTIF" ->
          entry(
              name,
              "the number of rows for which it is true",
              SqlKind.COUNTIF,
              AggregateFunction.COUNT,
              OperandTypes.BOOLEAN,
              (operands, result) -> new RowCount(true));
      case "SUM" ->
          entry(
              name,
              "the sum; BIGINT for INTEGER, NUMERIC for BIGINT",
              SqlKind.SUM,
              AggregateFunction.SUM,
              OperandTypes.NUMERIC.or(OperandTypes.INTERVAL),
              (operands, result) -> total(Total.SUM, operands.get(0)));
      case "$SUM0" ->
          new AggregateEntry(
              name,
              "the sum; 0 for no values",
              SqlStdOperatorTable.SUM0,
              (operands, result) -> total(Total.SUM_OR_ZERO, operands.get(0)));
      case "AVG", "MEAN" ->
          entry(
              name,
              "the mean, always DOUBLE",
              SqlKind.OTHER_FUNCTION,
              AggregateFunction.MEAN,
              OperandTypes.NUMERIC.or(OperandTypes.INTERVAL),
              (operands, result) -> total(Total.MEAN, operands.get(0)));
      case "MIN" -> extreme(name, "the least value", false, OperandTypes.COMPARABLE_ORDERED);
      case "MAX" ->
          extreme(
              name,
              "the greatest value; NaN is the greatest number",
              true,
              OperandTypes.COMPARABLE_ORDERED);
      case "BOOL_AND", "LOGICAL_AND", "EVERY" ->
          extreme(name, "whether it is true for all rows", false, OperandTypes.BOOLEAN);
      case "BOOL_OR", "LOGICAL_OR", "SOME" ->
          extreme(name, "whether it is true for any row", true, OperandTypes.BOOLEAN);
      case "ARG_MAX", "MAX_BY" ->
          chosen(
              name,
              "the first argument in the row with the greatest second one; NaN is the"
                  + " greatest number",
              true);
      case "ARG_MIN", "MIN_BY" ->
          chosen(name, "the first argument in the row with the least second one", false);
      case "ANY_VALUE" ->
          entry(
              name,
              "the first value that isn't NULL",
              SqlKind.ANY_VALUE,
              AggregateFunction.SAME,
              OperandTypes.ANY,
              (operands, result) -> new FirstValue(false, Kind.of(operands.get(0))));
      case FIRST_IN_ORDER ->
          entry(
              name,
              "the first value in an order that isn't NULL",
              SqlKind.OTHER_FUNCTION,
              AggregateFunction.SAME,
              OperandTypes.ANY,
              Optionality.MANDATORY,
              (operands, result) -> new FirstValue(false, Kind.of(operands.get(0))));
      case "SINGLE_VALUE" ->
          new AggregateEntry(
              name,
              "the value of the only row",
              SqlStdOperatorTable.SINGLE_VALUE,
              (operands, result) -> new FirstValue(true, Kind.of(operands.get(0))));
      case "LITERAL_AGG" -> constant(null);
      case "BIT_AND" -> bits(name, "bitwise AND of all values", SqlKind.BIT_AND);
      case "BIT_OR" -> bits(name, "bitwise OR of all values", SqlKind.BIT_OR);
      case "BIT_XOR" -> bits(name, "bitwise exclusive OR of all values", SqlKind.BIT_XOR);
      case "STDDEV", "STDDEV_SAMP", "STDEV" ->
          deviation(name, "the sample standard deviation", true, true);
      case "STDDEV_POP" -> deviation(name, "the population standard deviation", false, true);
      case "VARIANCE", "VAR_SAMP", "VAR" -> deviation(name, "the sample variance", true, false);
      case "VAR_POP" -> deviation(name, "the population variance", false, false);
      case "CORR" -> pairs(name, "Pearson's correlation", Regression.Of.CORR);
      case "COVAR_POP" -> pairs(name, "the population covariance", Regression.Of.COVAR_POP);
      case "COVAR_SAMP" -> pairs(name, "the sample covariance", Regression.Of.COVAR_SAMP);
      case "REGR_COUNT" ->
          entry(
              name,
              "the number of rows in which neither is NULL",
              SqlKind.OTHER_FUNCTION,
              AggregateFunction.COUNT,
              OperandTypes.NUMERIC_NUMERIC,
              (operands, result) -> new RowCount(false));
      case "REGR_AVGX" -> pairs(name, "the mean of x, the second argument", Regression.Of.AVGX);
      case "REGR_AVGY" -> pairs(name, "the mean of y, the first argument", Regression.Of.AVGY);
      case "REGR_SXX" -> pairs(name, "the sum of squared deviations of x", Regression.Of.SXX);
      case "REGR_SYY" -> pairs(name, "the sum of squared deviations of y", Regression.Of.SYY);
      case "REGR_SXY" -> pairs(name, "the sum of products of the deviations", Regression.Of.SXY);
      case "REGR_SLOPE" ->
          pairs(name, "the slope of the regression line of y on x", Regression.Of.SLOPE);
      case "REGR_INTERCEPT" ->
          pairs(name, "the intercept of the regression line", Regression.Of.INTERCEPT);
      case "REGR_R2" -> pairs(name, "the squared correlation", Regression.Of.R2);
      case "STRING_AGG", "LISTAGG", "GROUP_CONCAT" ->
          entry(
              name,
              "the concatenation of the strings, separated by a delimiter, by default a comma",
              SqlKind.LISTAGG,
              AggregateFunction.SAME,
              OperandTypes.STRING.or(OperandTypes.STRING_STRING),
              Optionality.OPTIONAL,
              (operands, result) -> new JoinedTexts());
      case "MEDIAN" -> sample(name, "the median", Sample.Of.MEDIAN, OperandTypes.NUMERIC);
      case "PERCENTILE_CONT" ->
          sample(
              name,
              "the percentile, interpolated between two values",
              Sample.Of.CONTINUOUS,
              percentile(SqlTypeFamily.NUMERIC));
      case "IQM" ->
          sample(
              name,
              "the interquartile mean: without the least and the greatest quarter",
              Sample.Of.INTERQUARTILE,
              OperandTypes.NUMERIC);
      case "BOOTSTRAP_LOW" ->
          bootstrap(
              name,
              "the lower bound of the mean's bootstrap interval: BOOTSTRAP_LOW(x, 0.95); of up to"
                  + " 100,000 values, the same each time",
              false);
      case "BOOTSTRAP_HIGH" ->
          bootstrap(name, "the upper bound of the mean's bootstrap interval", true);
      case "QUANTILE", "QUANTILE_CONT" ->
          sample(
              name,
              "PERCENTILE_CONT: QUANTILE(x, 0.5) is the median",
              Sample.Of.CONTINUOUS,
              OperandTypes.NUMERIC_NUMERIC);
      case "PERCENTILE" ->
          sample(
              name,
              "PERCENTILE_CONT with a percentage: PERCENTILE(x, 50) is the median; the"
                  + " percentage is 0, or more than 1 and up to 100, since in other databases"
                  + " PERCENTILE(x, 0.5) is the median",
              Sample.Of.HUNDREDTHS,
              OperandTypes.NUMERIC_NUMERIC);
      case "QUANTILE_DISC" ->
          sample(
              name,
              "PERCENTILE_DISC: QUANTILE_DISC(x, 0.5) is one of the values",
              Sample.Of.DISCRETE,
              OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.NUMERIC));
      case "PERCENTILE_DISC" ->
          sample(
              name,
              "the percentile, one of the values",
              Sample.Of.DISCRETE,
              percentile(SqlTypeFamily.ANY));
      case "MODE" ->
          sample(
              name,
              "the most frequent value; the least of several",
              Sample.Of.MODE,
              OperandTypes.ANY);
      default -> {
        if (isHypothetical(name)) {
          yield hypothetical(name);
        }
        throw new IllegalArgumentException(name);
      }
    };
  }

  private static AggregateEntry hypothetical(String name) {
    HypotheticalRank.Of of =
        HypotheticalRank.Of.valueOf(name.substring(0, name.length() - HYPOTHETICAL.length()));
    boolean isWhole = of == HypotheticalRank.Of.RANK || of == HypotheticalRank.Of.DENSE_RANK;
    return entry(
        name,
        "the rank that a row with this value would have in its group",
        SqlKind.OTHER_FUNCTION,
        isWhole ? AggregateFunction.COUNT : AggregateFunction.DOUBLE,
        OperandTypes.family(
            SqlTypeFamily.ANY, SqlTypeFamily.ANY, SqlTypeFamily.BOOLEAN, SqlTypeFamily.BOOLEAN),
        (types, result) -> {
          EngineType value = EngineType.of(types.get(0));
          EngineType other = EngineType.of(types.get(1));
          boolean goTogether =
              value == other
                  || value == EngineType.ANY
                  || other == EngineType.ANY
                  || (value.servesAs(EngineType.DOUBLE) && other.servesAs(EngineType.DOUBLE));
          if (!goTogether) {
            throw new StatementException(
                SqlState.STATEMENT_FAULT,
                "%s of a %s among values of type %s: cast it to that"
                    .formatted(of, types.get(1), types.get(0)));
          }
          return new HypotheticalRank(of);
        });
  }

  private static AggregateEntry entry(
      String name,
      String manual,
      SqlKind kind,
      SqlReturnTypeInference result,
      SqlOperandTypeChecker operands,
      AggregateEntry.Maker maker) {
    return entry(name, manual, kind, result, operands, Optionality.FORBIDDEN, maker);
  }

  private static AggregateEntry entry(
      String name,
      String manual,
      SqlKind kind,
      SqlReturnTypeInference result,
      SqlOperandTypeChecker operands,
      Optionality order,
      AggregateEntry.Maker maker) {
    return new AggregateEntry(
        name, manual, new AggregateFunction(name, kind, result, operands, order), maker);
  }

  private static Accumulator total(Total total, RelDataType operand) {
    if (operand.getSqlTypeName() == SqlTypeName.NULL) {
      return new ConstantAggregate(null);
    }
    return switch (Kind.of(operand)) {
      case LONG -> new CheckedSum(total, EngineType.of(operand) == EngineType.MONTHS);
      case DOUBLE -> new DoubleSum(total);
      case OBJECT -> new DecimalSum(total);
    };
  }

  private static AggregateEntry extreme(
      String name, String manual, boolean greatest, SqlOperandTypeChecker operands) {
    return entry(
        name,
        manual,
        greatest ? SqlKind.MAX : SqlKind.MIN,
        AggregateFunction.SAME,
        operands,
        (types, result) -> new Extreme(greatest, Kind.of(types.get(0))));
  }

  private static AggregateEntry chosen(String name, String manual, boolean greatest) {
    return entry(
        name,
        manual,
        SqlKind.OTHER_FUNCTION,
        AggregateFunction.SAME,
        OperandTypes.ANY_COMPARABLE,
        Optionality.OPTIONAL,
        (types, result) -> new Extreme(greatest, Kind.of(types.get(0)), Kind.of(types.get(1))));
  }

  private static AggregateEntry bits(String name, String manual, SqlKind kind) {
    return entry(
        name,
        manual,
        kind,
        AggregateFunction.SAME,
        OperandTypes.INTEGER,
        (types, result) ->
            switch (kind) {
              case BIT_AND -> new Bits((a, b) -> a & b);
              case BIT_OR -> new Bits((a, b) -> a | b);
              default -> new Bits((a, b) -> a ^ b);
            });
  }

  private static AggregateEntry deviation(
      String name, String manual, boolean sample, boolean root) {
    return entry(
        name,
        manual,
        SqlKind.OTHER_FUNCTION,
        AggregateFunction.DOUBLE,
        OperandTypes.NUMERIC,
        (types, result) -> new Deviation(sample, root, Kind.of(types.get(0))));
  }

  private static AggregateEntry pairs(String name, String manual, Regression.Of of) {
    return entry(
        name,
        manual,
        SqlKind.OTHER_FUNCTION,
        AggregateFunction.DOUBLE,
        OperandTypes.NUMERIC_NUMERIC,
        (types, result) -> new Regression(of));
  }

  private static AggregateEntry sample(
      String name, String manual, Sample.Of of, SqlOperandTypeChecker operands) {
    boolean onLine = of != Sample.Of.DISCRETE && of != Sample.Of.MODE;
    return entry(
        name,
        manual,
        SqlKind.OTHER_FUNCTION,
        onLine ? AggregateFunction.DOUBLE : AggregateFunction.SAME,
        operands,
        (types, result) -> new Sample(of, Kind.of(types.get(0))));
  }

  private static AggregateEntry bootstrap(String name, String manual, boolean isUpper) {
    return entry(
        name,
        manual,
        SqlKind.OTHER_FUNCTION,
        AggregateFunction.DOUBLE,
        OperandTypes.NUMERIC_NUMERIC,
        (types, result) -> new BootstrapBound(isUpper));
  }

  /** The value, the fraction, and whether the order descends. */
  private static SqlOperandTypeChecker percentile(SqlTypeFamily value) {
    return OperandTypes.family(
        List.of(value, SqlTypeFamily.NUMERIC, SqlTypeFamily.BOOLEAN), i -> i == 2);
  }
}
