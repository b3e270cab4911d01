package io.github.wandbjdbc.engine.judge;

import static io.github.wandbjdbc.engine.judge.OperandClass.LEAST;

import io.github.wandbjdbc.engine.judge.CatalogueCells.Place;
import io.github.wandbjdbc.engine.validate.operators.CatalogueOperators;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.ValueType;
import io.github.wandbjdbc.engine.values.times.TimeArithmetic;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.junit.jupiter.api.Test;

/** The signs and words between values, over operands of all types that they are for. */
class OperatorCellsTest {
  private static final RexBuilder REX = OurFunction.REX;

  private static final List<ValueType> NUMBERS =
      List.of(ValueType.INTEGER, ValueType.BIGINT, ValueType.NUMERIC, ValueType.DOUBLE);
  private static final List<ValueType> TIMES =
      List.of(
          ValueType.DATE,
          ValueType.TIME,
          ValueType.TIMESTAMP,
          ValueType.MONTHS,
          ValueType.DURATION);

  private static final Map<String, SqlOperator> COMPARISONS = new LinkedHashMap<>();

  static {
    COMPARISONS.put("=", SqlStdOperatorTable.EQUALS);
    COMPARISONS.put("<>", SqlStdOperatorTable.NOT_EQUALS);
    COMPARISONS.put("<", SqlStdOperatorTable.LESS_THAN);
    COMPARISONS.put("<=", SqlStdOperatorTable.LESS_THAN_OR_EQUAL);
    COMPARISONS.put(">", SqlStdOperatorTable.GREATER_THAN);
    COMPARISONS.put(">=", SqlStdOperatorTable.GREATER_THAN_OR_EQUAL);
    COMPARISONS.put("IS DISTINCT FROM", SqlStdOperatorTable.IS_DISTINCT_FROM);
    COMPARISONS.put("IS NOT DISTINCT FROM", SqlStdOperatorTable.IS_NOT_DISTINCT_FROM);
  }

  @Test
  void operatorsGiveWhatPostgresGives() {
    CatalogueCells cells = new CatalogueCells(Postgres.startOrSkip());

    for (String sign : List.of("+", "-", "*", "/")) {
      numbers(cells, sign);
      times(cells, sign);
    }
    signs(cells);
    comparisons(cells);
    truths(cells);
    choices(cells);

    cells.end();
  }

  /** The operator that a statement's {@code sign} is. */
  private static SqlOperator operator(String sign) {
    List<SqlOperator> found = new ArrayList<>();
    CatalogueOperators.INSTANCE.lookupOperatorOverloads(
        new SqlIdentifier(sign, SqlParserPos.ZERO),
        null,
        SqlSyntax.BINARY,
        found,
        SqlNameMatchers.withCaseSensitive(false));
    return found.get(0);
  }

  private static void numbers(CatalogueCells cells, String sign) {
    cells.expect("operators", sign);
    for (ValueType left : NUMBERS) {
      for (ValueType right : NUMBERS) {
        cells.compare(
            "operators",
            sign,
            List.of(Place.of(left), Place.of(right)),
            operands -> REX.makeCall(operator(sign), operands),
            "@1 %s @2".formatted(sign),
            Spelled.as(""));
      }
    }
  }

  private static void times(CatalogueCells cells, String sign) {
    List<ValueType> all = new ArrayList<>(TIMES);
    all.addAll(NUMBERS);
    for (ValueType left : all) {
      for (ValueType right : all) {
        if (isOfTimes(sign, left, right)) {
          Spelled spelled =
              Spelled.as("")
                  .because(
                      "months have no parts",
                      cell -> "22023".equals(cell.ourState()) && isOf(cell, ValueType.MONTHS))
                  .because("intervals have ends", OperatorCellsTest::isTooLong);
          cells.compare(
              "operators of times",
              "%s %s %s".formatted(left, sign, right),
              List.of(Place.of(left), Place.of(right)),
              List.of(grid(sign, left), grid(sign, right)),
              operands -> REX.makeCall(operator(sign), operands),
              "@1 %s @2".formatted(sign),
              spelled);
        }
      }
    }
  }

  /** They are 64 bits of microseconds, also where PostgreSQL has 32 bits of days besides. */
  private static boolean isTooLong(Cell cell) {
    return "22003".equals(cell.ourState())
        && (cell.theirs() instanceof Long millis
            ? Math.abs(millis) > Long.MAX_VALUE / 1_000
            : cell.theirs() instanceof String text && text.matches("-?infinity"));
  }

  private static boolean isOf(Cell cell, ValueType type) {
    return cell.operands().stream().anyMatch(operand -> operand.type() == type);
  }

  private static List<Operand> grid(String sign, ValueType type) {
    boolean isFactor = sign.equals("*") || sign.equals("/");
    return type == ValueType.NUMERIC && isFactor
        ? Operands.numerics(null, "0", "0.5", "3", "-2", "1.25")
        : Grids.of(type);
  }

  private static boolean isOfTimes(String sign, ValueType left, ValueType right) {
    SqlKind kind = operator(sign).getKind();
    try {
      return TimeArithmetic.isFor(left, right)
          && TimeArithmetic.kernel(kind, left, right).kernel() != null;
    } catch (StatementException e) {
      return false;
    }
  }

  private static void signs(CatalogueCells cells) {
    Spelled spelled =
        Spelled.as("").refusing(1, ValueType.INTEGER, LEAST).refusing(1, ValueType.BIGINT, LEAST);
    List<ValueType> signed = new ArrayList<>(NUMBERS);
    signed.add(ValueType.MONTHS);
    signed.add(ValueType.DURATION);
    for (ValueType type : signed) {
      cells.compare(
          "operators",
          "- before",
          List.of(Place.of(type)),
          operands -> REX.makeCall(SqlStdOperatorTable.UNARY_MINUS, operands),
          "- @1",
          spelled);
    }
  }

  private static void comparisons(CatalogueCells cells) {
    List<List<ValueType>> comparable =
        List.of(
            NUMBERS,
            List.of(ValueType.TEXT),
            List.of(ValueType.BOOLEAN),
            List.of(ValueType.DATE, ValueType.TIMESTAMP),
            List.of(ValueType.TIME),
            List.of(ValueType.MONTHS, ValueType.DURATION));
    Spelled spelled = Spelled.as("").because("NaN is never equal", OperatorCellsTest::isOfNan);
    COMPARISONS.forEach(
        (sign, operator) -> {
          for (List<ValueType> types : comparable) {
            for (ValueType left : types) {
              for (ValueType right : types) {
                cells.compare(
                    "comparisons",
                    sign,
                    List.of(Place.of(left), Place.of(right)),
                    operands -> REX.makeCall(operator, operands),
                    "@1 %s @2".formatted(sign),
                    spelled);
              }
            }
          }
        });
  }

  private static boolean isOfNan(Cell cell) {
    boolean hasNan =
        cell.operands().stream().anyMatch(o -> o.held() instanceof Double number && number.isNaN());
    Long expected = cell.call().contains("<>") ? 1L : 0L;
    return hasNan && !cell.call().contains("DISTINCT") && expected.equals(cell.ours());
  }

  private static void truths(CatalogueCells cells) {
    Map<String, SqlOperator> binary =
        Map.of("AND", SqlStdOperatorTable.AND, "OR", SqlStdOperatorTable.OR);
    binary.forEach(
        (word, operator) ->
            cells.compare(
                "truths",
                word,
                List.of(Place.of(ValueType.BOOLEAN), Place.of(ValueType.BOOLEAN)),
                operands -> REX.makeCall(operator, operands),
                "@1 " + word + " @2",
                Spelled.as("")));
    Map<String, SqlOperator> unary =
        Map.of(
            "NOT @1", SqlStdOperatorTable.NOT,
            "@1 IS TRUE", SqlStdOperatorTable.IS_TRUE,
            "@1 IS NOT TRUE", SqlStdOperatorTable.IS_NOT_TRUE,
            "@1 IS FALSE", SqlStdOperatorTable.IS_FALSE,
            "@1 IS NOT FALSE", SqlStdOperatorTable.IS_NOT_FALSE);
    unary.forEach(
        (expression, operator) ->
            cells.compare(
                "truths",
                expression,
                List.of(Place.of(ValueType.BOOLEAN)),
                operands -> REX.makeCall(operator, operands),
                expression,
                Spelled.as("")));
    Map<String, SqlOperator> ofAny =
        Map.of(
            "@1 IS NULL", SqlStdOperatorTable.IS_NULL,
            "@1 IS NOT NULL", SqlStdOperatorTable.IS_NOT_NULL);
    ofAny.forEach(
        (expression, operator) -> {
          for (ValueType type : ValueType.values()) {
            if (type != ValueType.ANY) {
              cells.compare(
                  "truths",
                  expression,
                  List.of(Place.of(type)),
                  operands -> REX.makeCall(operator, operands),
                  expression,
                  Spelled.as(""));
            }
          }
        });
  }

  /** Checks functions that choose among values, of one type and of two kinds of numbers. */
  private static void choices(CatalogueCells cells) {
    for (ValueType left : ValueType.values()) {
      for (ValueType right : ValueType.values()) {
        boolean isPair = NUMBERS.contains(left) && NUMBERS.contains(right);
        if (left != ValueType.ANY && (left == right || isPair)) {
          choice(
              cells,
              "COALESCE",
              List.of(left, right),
              operands -> REX.makeCall(common(operands), SqlStdOperatorTable.COALESCE, operands),
              "coalesce(@1, @2)",
              Spelled.as(""));
          choice(
              cells,
              "CASE",
              List.of(ValueType.BOOLEAN, left, right),
              operands ->
                  REX.makeCall(common(operands.subList(1, 3)), SqlStdOperatorTable.CASE, operands),
              "CASE WHEN @1 THEN @2 ELSE @3 END",
              Spelled.as(""));
        }
      }
    }
    // A list of constants is searched as ranges.
    for (ValueType type : NUMBERS) {
      RelDataType taken = type.in(REX.getTypeFactory());
      List<RexNode> list =
          List.of("-1", "0", "1", "7").stream()
              .map(
                  text ->
                      type == ValueType.DOUBLE
                          ? REX.makeLiteral(Double.valueOf(text), taken, false, false)
                          : REX.makeAbstractCast(
                              taken, REX.makeExactLiteral(new BigDecimal(text)), false))
              .toList();
      choice(
          cells,
          "IN",
          List.of(type),
          operands -> REX.makeIn(operands.get(0), list),
          "@1 IN (-1, 0, 1, 7)",
          Spelled.as(""));
      choice(
          cells,
          "BETWEEN",
          List.of(type),
          operands -> REX.makeBetween(operands.get(0), list.get(0), list.get(3)),
          "@1 BETWEEN -1 AND 7",
          Spelled.as("").because("NaN is never equal", OperatorCellsTest::isOfNan));
    }
  }

  private static RelDataType common(List<RexNode> operands) {
    RelDataType type =
        REX.getTypeFactory().leastRestrictive(operands.stream().map(RexNode::getType).toList());
    if (type == null) {
      throw new IllegalStateException("no common type of " + operands);
    }
    return type;
  }

  private static void choice(
      CatalogueCells cells,
      String name,
      List<ValueType> types,
      Function<List<RexNode>, RexNode> call,
      String expression,
      Spelled spelled) {
    cells.compare(
        "choices", name, types.stream().map(Place::of).toList(), call, expression, spelled);
  }
}
