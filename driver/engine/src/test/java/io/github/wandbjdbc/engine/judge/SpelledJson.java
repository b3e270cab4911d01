package io.github.wandbjdbc.engine.judge;

import static io.github.wandbjdbc.engine.judge.OperandClass.EMPTY;
import static io.github.wandbjdbc.engine.judge.OperandClass.NULL;
import static io.github.wandbjdbc.engine.values.EngineType.TEXT;

import io.github.wandbjdbc.engine.judge.CatalogueCells.Place;
import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.SqlJsonQueryEmptyOrErrorBehavior;
import org.apache.calcite.sql.SqlJsonQueryWrapperBehavior;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlTypeName;

/** How PostgreSQL spells functions of JSON; MySQL's in terms of its own. */
final class SpelledJson {
  /** Documents of all classes that a text can be of and be JSON. */
  static final List<Operand> DOCUMENTS =
      Operands.texts(
          null,
          "{\"a\": 1, \"b\": {\"c\": [10, true]}}",
          "{\"a\":\n\"line\\nbreak\"}",
          "{\"a\": \"e\u0301\", \"e\u0301\": 1}",
          "{\"a\": \"😀\", \"😀\": null}",
          "{\"a\": \"ıİ\", \"ı\": false}",
          "{\"a\": \"Straße\", \"ß\": -1.50}",
          "{\"a\": \"" + "x".repeat(5_000) + "\"}",
          "{\"a\": null}",
          "{}",
          "[]",
          "[1, [2, 3], \"x\"]",
          "\"text\"",
          "12",
          "1.5e2",
          "18446744073709551615",
          "-9223372036854775808",
          "true",
          "null");

  private static final List<Operand> OBJECTS =
      DOCUMENTS.stream()
          .filter(o -> o.held() == null || o.held().toString().endsWith("}"))
          .toList();

  private static final String EXTRACTED =
      "jsonb_path_query_first(@1::jsonb, ('strict ' || @2)::jsonpath, '{}', true)";

  private SpelledJson() {}

  static Map<String, Spelled> all() {
    Map<String, Spelled> all = new HashMap<>();
    for (String not : List.of("IS JSON ", "IS NOT JSON ")) {
      for (String shape : List.of("VALUE", "OBJECT", "ARRAY", "SCALAR")) {
        all.put(not + shape, Spelled.as("@1 " + not + shape).more(1, DOCUMENTS));
      }
    }
    all.put(
        "JSON_TYPE",
        ofDocument(
            "CASE jsonb_typeof(@1::jsonb) WHEN 'number' THEN CASE WHEN @1 ~ '[.eE]' THEN 'DOUBLE'"
                + " WHEN @1::numeric BETWEEN -9223372036854775808 AND 9223372036854775807"
                + " THEN 'INTEGER' ELSE 'UNSIGNED INTEGER' END"
                + " ELSE upper(jsonb_typeof(@1::jsonb)) END"));
    all.put(
        "JSON_DEPTH",
        ofDocument(
            "(WITH RECURSIVE t(v, d) AS (SELECT @1::jsonb, 1 UNION ALL SELECT e.v, d + 1 FROM t,"
                + " LATERAL (SELECT value AS v FROM jsonb_array_elements(CASE jsonb_typeof(t.v)"
                + " WHEN 'array' THEN t.v ELSE '[]' END) UNION ALL SELECT value FROM jsonb_each("
                + "CASE jsonb_typeof(t.v) WHEN 'object' THEN t.v ELSE '{}' END)) e)"
                + " SELECT max(d) FROM t WHERE @1 IS NOT NULL)"));
    all.put("JSON_MEMBER", ofDocument("(@1::jsonb -> @2)::text"));
    all.put("JSON_MEMBER_TEXT", ofDocument("@1::jsonb ->> @2"));
    String length =
        "CASE jsonb_typeof(%1$s) WHEN 'array' THEN jsonb_array_length(%1$s) WHEN 'object'"
            + " THEN (SELECT count(*) FROM jsonb_object_keys(%1$s))::int ELSE"
            + " CASE WHEN %1$s IS NOT NULL THEN 1 END END";
    all.put("JSON_LENGTH", ofDocumentAndPath(length));
    all.put(
        "JSON_KEYS",
        ofDocumentAndPath(
            "CASE WHEN jsonb_typeof(%1$s) = 'object' THEN (SELECT '[' ||"
                + " coalesce(string_agg(to_json(k)::text, ', '), '') || ']'"
                + " FROM jsonb_object_keys(%1$s) k) END"));
    all.put(
        "JSON_PRETTY",
        ofDocument(
            "regexp_replace(regexp_replace(replace(jsonb_pretty(@1::jsonb), '    ', '  '),"
                + " '\\[\\s+\\]', '[]', 'g'), '\\{\\s+\\}', '{}', 'g')"));
    List<Operand> paths = Operands.texts(null, "$.a", "$.b.c", "$.x");
    String path =
        "CASE @%d WHEN '$.a' THEN '{a}'::text[] WHEN '$.b.c' THEN '{b,c}' WHEN '$.x' THEN '{x}' END";
    all.put(
        "JSON_REMOVE",
        refusingTexts(
            changing(
                    Spelled.by(
                        (types, word) ->
                            types.size() == 2
                                ? "(@1::jsonb #- %s)::text".formatted(path.formatted(2))
                                : types.size() == 3
                                    ? "(@1::jsonb #- %s #- %s)::text"
                                        .formatted(path.formatted(2), path.formatted(3))
                                    : null),
                    paths)
                .only(3, paths),
            3));
    String value = "coalesce(to_jsonb(@3), 'null')";
    Map<String, String> changes =
        Map.of(
            "JSON_SET", "jsonb_set(@1::jsonb, %1$s, %2$s)",
            "JSON_REPLACE", "jsonb_set(@1::jsonb, %1$s, %2$s, false)",
            "JSON_INSERT",
                "CASE WHEN @1::jsonb #> %1$s IS NULL THEN jsonb_set(@1::jsonb, %1$s, %2$s)"
                    + " ELSE @1::jsonb END");
    changes.forEach(
        (name, call) ->
            all.put(
                name,
                changing(
                    Spelled.by(
                        (types, word) ->
                            types.size() == 3
                                ? "(%s)::text".formatted(call.formatted(path.formatted(2), value))
                                : null),
                    paths)));
    return all;
  }

  static Spelled ofDocument(String expression) {
    return Spelled.as(expression).only(1, DOCUMENTS).refusing(1, TEXT, EMPTY);
  }

  private static Spelled ofDocumentAndPath(String expression) {
    return refusingTexts(
        Spelled.by(
                (types, word) ->
                    expression.formatted(types.size() == 1 ? "(@1::jsonb)" : EXTRACTED))
            .only(1, DOCUMENTS)
            .only(2, Operands.texts(null, "$", "$.a", "$[1]", "$.b.c", "$.x"))
            .refusing(1, TEXT, EMPTY),
        2);
  }

  private static Spelled changing(Spelled spelled, List<Operand> paths) {
    spelled.only(1, OBJECTS).only(2, paths).refusing(1, TEXT, EMPTY);
    return refusingTexts(spelled, 2);
  }

  /** A path has few of the classes of texts. */
  static Spelled refusingTexts(Spelled spelled, int place) {
    for (OperandClass each : OperandClass.of(TEXT)) {
      if (each != NULL) {
        spelled.refusing(place, TEXT, each);
      }
    }
    return spelled;
  }

  /** Compares the calls that hold more than values. */
  static void compareForms(CatalogueCells cells, String kind) {
    Spelled ofPaths =
        refusingTexts(
            Spelled.as("")
                .only(1, DOCUMENTS)
                .refusing(1, TEXT, EMPTY)
                .only(2, Operands.texts(null, "$", "$.a", "lax $[*]", "strict $.b.c[0]")),
            2);
    List<EngineType> texts = List.of(TEXT, TEXT);
    compare(cells, kind, "JSON_VALUE", texts, "JSON_VALUE(@1, @2::jsonpath)", ofPaths, List.of());
    compare(
        cells,
        kind,
        "JSON_QUERY",
        texts,
        "JSON_QUERY(@1, @2::jsonpath RETURNING text)",
        ofPaths,
        List.of(
            flag(SqlJsonQueryWrapperBehavior.WITHOUT_ARRAY),
            flag(SqlJsonQueryEmptyOrErrorBehavior.NULL),
            flag(SqlJsonQueryEmptyOrErrorBehavior.NULL)));
    compare(cells, kind, "JSON_EXISTS", texts, "JSON_EXISTS(@1, @2::jsonpath)", ofPaths, List.of());
    for (EngineType type : EngineType.values()) {
      if (type != EngineType.ANY) {
        makers(cells, kind, type);
      }
    }
    Function<List<RexNode>, RexNode> formatted =
        operands ->
            OurFunction.REX.makeCall(
                type(SqlTypeName.VARCHAR, false),
                operator("JSON_ARRAY"),
                List.of(
                    flag(SqlJsonConstructorNullClause.ABSENT_ON_NULL),
                    OurFunction.REX.makeCall(
                        type(SqlTypeName.ANY, true), operator("FORMAT JSON"), operands)));
    cells.compare(
        kind,
        "FORMAT JSON",
        List.of(Place.of(TEXT)),
        formatted,
        "JSON_ARRAY(@1 FORMAT JSON)::text",
        ofDocument(""));
  }

  private static void makers(CatalogueCells cells, String kind, EngineType type) {
    Spelled ofAny = Spelled.as("").refusing(1, TEXT, NULL);
    cells.compare(
        kind,
        "JSON_OBJECT",
        List.of(Place.of(TEXT), Place.of(type)),
        operands -> made("JSON_OBJECT", SqlJsonConstructorNullClause.NULL_ON_NULL, operands),
        "JSON_OBJECT(@1 VALUE @2)::text",
        ofAny);
    cells.compare(
        kind,
        "JSON_ARRAY",
        List.of(Place.of(type)),
        operands -> made("JSON_ARRAY", SqlJsonConstructorNullClause.ABSENT_ON_NULL, operands),
        "JSON_ARRAY(@1)::text",
        Spelled.as(""));
  }

  private static RexNode made(
      String name, SqlJsonConstructorNullClause onNull, List<RexNode> operands) {
    List<RexNode> all = new ArrayList<>();
    all.add(flag(onNull));
    all.addAll(operands);
    return OurFunction.REX.makeCall(type(SqlTypeName.VARCHAR, false), operator(name), all);
  }

  private static void compare(
      CatalogueCells cells,
      String kind,
      String name,
      List<EngineType> types,
      String expression,
      Spelled spelled,
      List<RexNode> flags) {
    RelDataType type =
        type(name.equals("JSON_EXISTS") ? SqlTypeName.BOOLEAN : SqlTypeName.VARCHAR, true);
    cells.compare(
        kind,
        name,
        types.stream().map(Place::of).toList(),
        operands -> {
          List<RexNode> all = new ArrayList<>(operands);
          all.addAll(flags);
          return OurFunction.REX.makeCall(type, operator(name), all);
        },
        expression,
        spelled);
  }

  private static SqlOperator operator(String name) {
    return Objects.requireNonNull(Catalogue.entry(name)).operator();
  }

  private static RexNode flag(Enum<?> value) {
    return OurFunction.REX.makeFlag(value);
  }

  private static RelDataType type(SqlTypeName name, boolean nullable) {
    return OurFunction.REX
        .getTypeFactory()
        .createTypeWithNullability(OurFunction.REX.getTypeFactory().createSqlType(name), nullable);
  }
}
