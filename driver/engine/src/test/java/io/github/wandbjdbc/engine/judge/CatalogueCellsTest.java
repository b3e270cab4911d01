package io.github.wandbjdbc.engine.judge;

import io.github.wandbjdbc.engine.judge.CatalogueCells.Place;
import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Family;
import io.github.wandbjdbc.engine.values.Keywords;
import io.github.wandbjdbc.engine.values.Overload;
import io.github.wandbjdbc.engine.values.RefusedCall;
import io.github.wandbjdbc.engine.values.catalogue.Catalogue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every entry of the catalogue, over a grid of operands of every class that its types have. */
class CatalogueCellsTest {
  private static final String ONLY = System.getProperty("only", "");
  private static final Map<String, Spelled> SPELLED = new HashMap<>();

  static {
    SPELLED.putAll(SpelledNumbers.all());
    SPELLED.putAll(SpelledTexts.all());
    SPELLED.putAll(SpelledPatterns.all());
    SPELLED.putAll(SpelledTimes.all());
    SPELLED.putAll(SpelledUnits.all());
    SPELLED.putAll(SpelledQuotes.all());
    SPELLED.putAll(SpelledJson.all());
    SPELLED.putAll(SpelledLists.all());
  }

  @Test
  void everyFunctionGivesWhatPostgresGives() throws Exception {
    Postgres postgres = Postgres.startOrSkip();
    postgres.execute("CREATE EXTENSION IF NOT EXISTS fuzzystrmatch");
    postgres.execute("CREATE EXTENSION IF NOT EXISTS pgcrypto");
    CatalogueCells cells = new CatalogueCells(postgres);

    for (Family family : Catalogue.families()) {
      for (String name : family.names()) {
        cells.expect(family.title(), name);
        Spelled spelled = SPELLED.get(name);
        if (spelled != null && (ONLY.isEmpty() || family.title().contains(ONLY))) {
          compare(cells, family.title(), family.entry(name), spelled);
        }
      }
    }

    SpelledJson.compareForms(cells, "JSON");
    compareChance(cells);
    cells.end();
  }

  /** Of chance it is compared whether it keeps its bounds. */
  private static void compareChance(CatalogueCells cells) {
    RexBuilder rex = OurFunction.REX;
    for (String name : List.of("RAND", "RANDOM")) {
      SqlOperator random = Objects.requireNonNull(Catalogue.entry(name)).operator();
      cells.compare(
          "Greatest and least, NaN, chance",
          name,
          List.of(),
          operands -> within(rex.makeCall(random), rex.makeExactLiteral(BigDecimal.ONE)),
          "random() >= 0 AND random() < 1",
          Spelled.as(""));
    }
    SqlOperator between = Objects.requireNonNull(Catalogue.entry("RANDOM")).operator();
    for (EngineType type : List.of(EngineType.INTEGER, EngineType.BIGINT, EngineType.NUMERIC)) {
      cells.compare(
          "Greatest and least, NaN, chance",
          "RANDOM",
          List.of(Place.of(type), Place.of(type)),
          operands -> between(rex.makeCall(between, operands), operands),
          "random(@1, @2) BETWEEN @1 AND @2",
          Spelled.as(""));
    }
    SqlOperator whole = Objects.requireNonNull(Catalogue.entry("RAND_INTEGER")).operator();
    cells.compare(
        "Greatest and least, NaN, chance",
        "RAND_INTEGER",
        List.of(Place.of(EngineType.INTEGER)),
        operands -> within(rex.makeCall(whole, operands), operands.get(0)),
        "random(0, @1 - 1) >= 0 AND random(0, @1 - 1) < @1",
        Spelled.as("")
            .refusing(
                1,
                EngineType.INTEGER,
                OperandClass.ZERO,
                OperandClass.NEGATIVE,
                OperandClass.LEAST));
  }

  private static RexNode between(RexNode chance, List<RexNode> ends) {
    RexBuilder rex = OurFunction.REX;
    return rex.makeCall(
        SqlStdOperatorTable.AND,
        rex.makeCall(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, chance, ends.get(0)),
        rex.makeCall(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, chance, ends.get(1)));
  }

  private static RexNode within(RexNode chance, RexNode end) {
    RexBuilder rex = OurFunction.REX;
    return rex.makeCall(
        SqlStdOperatorTable.AND,
        rex.makeCall(
            SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
            chance,
            rex.makeExactLiteral(BigDecimal.ZERO)),
        rex.makeCall(SqlStdOperatorTable.LESS_THAN, chance, end));
  }

  private static void compare(CatalogueCells cells, String kind, Entry entry, Spelled spelled) {
    Keywords words = entry.words();
    if (words == null) {
      for (Overload way : entry.overloads()) {
        compare(cells, kind, entry, way, null, spelled);
      }
      return;
    }
    for (String word : words.all()) {
      for (Overload way : words.overloads(entry.name(), word)) {
        compare(cells, kind, entry, way, word, spelled);
      }
    }
  }

  private static void compare(
      CatalogueCells cells,
      String kind,
      Entry entry,
      Overload way,
      @Nullable String word,
      Spelled spelled) {
    if (way.kernel() instanceof RefusedCall) {
      return;
    }
    for (List<EngineType> types : calls(way)) {
      String expression =
          spelled.expression(types, word == null ? "" : word.toLowerCase(Locale.ROOT));
      if (expression != null) {
        cells.compare(
            kind,
            entry.name(),
            types.stream().map(Place::of).toList(),
            call(entry, word),
            expression,
            spelled);
      }
    }
  }

  private static Function<List<RexNode>, RexNode> call(Entry entry, @Nullable String word) {
    return operands -> {
      List<RexNode> all = new ArrayList<>(operands);
      if (word != null) {
        all.add(
            Objects.requireNonNull(entry.words()).place(),
            OurFunction.REX.makeLiteral(
                word,
                OurFunction.REX.getTypeFactory().createSqlType(SqlTypeName.VARCHAR),
                true,
                false));
      }
      return OurFunction.REX.makeCall(entry.operator(), all);
    };
  }

  /** The operands' types of calls: of several numbers of them, and each type where any may be. */
  private static List<List<EngineType>> calls(Overload way) {
    List<List<EngineType>> calls = new ArrayList<>();
    int least = way.variadic() ? way.operands().size() - 1 : way.operands().size();
    int most = way.variadic() ? way.operands().size() + 1 : least;
    for (int count = Math.max(least, way.variadic() ? 1 : 0); count <= most; count++) {
      List<EngineType> types = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        types.add(way.operand(i));
      }
      if (!types.contains(EngineType.ANY)) {
        calls.add(types);
        continue;
      }
      for (int i = 0; i < count; i++) {
        if (types.get(i) == EngineType.ANY) {
          for (EngineType type : EngineType.values()) {
            if (type != EngineType.ANY) {
              List<EngineType> call = new ArrayList<>(types);
              call.set(i, type);
              call.replaceAll(t -> t == EngineType.ANY ? EngineType.TEXT : t);
              calls.add(call);
            }
          }
        }
      }
    }
    return calls;
  }
}
