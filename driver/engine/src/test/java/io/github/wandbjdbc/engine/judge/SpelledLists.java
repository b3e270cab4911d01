package io.github.wandbjdbc.engine.judge;

import static io.github.wandbjdbc.engine.values.EngineType.TEXT;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How PostgreSQL spells functions of JSON lists, and what takes values out of JSON. */
final class SpelledLists {
  private static final List<Operand> LISTS =
      Grids.with(
          SpelledJson.DOCUMENTS,
          Operands.texts(
              "[\"bc\", \"😀\", \"\", \"x\", \"line\\nbreak\", \"e\u0301\", \"ıİi\"]",
              "[1, 0.10, -5, 2147483647, \"1\", true]",
              "[false,\nnull, [true]]",
              "[\"ß\", \"" + "x".repeat(5_000) + "\"]"));

  private SpelledLists() {}

  static Map<String, Spelled> all() {
    Map<String, Spelled> all = new HashMap<>();
    for (String name : List.of("JSON_ARRAY_LENGTH", "ARRAY_LENGTH", "CARDINALITY")) {
      all.put(name, ofLists("jsonb_array_length(@1::jsonb)"));
    }
    for (String name : List.of("ARRAY_CONTAINS", "LIST_CONTAINS")) {
      all.put(
          name,
          ofLists(
                  "CASE WHEN @1 IS NULL OR @2 IS NULL THEN NULL"
                      + " WHEN jsonb_array_length(@1::jsonb) >= 0"
                      + " THEN EXISTS (SELECT FROM jsonb_array_elements(@1::jsonb) e"
                      + " WHERE e = to_jsonb(@2)) END")
              .more(2, Operands.texts("x", "bc", "😀"))
              .more(2, Operands.numerics("0.1", "10")));
    }
    all.put("JSON_TYPEOF", SpelledJson.ofDocument("jsonb_typeof(@1::jsonb)"));
    List<Operand> paths =
        Operands.texts(null, "$", "$.a", "$[1]", "$.b.c", "$.x", "strict $.b.c[0]");
    String found = "jsonb_path_query_first(@1::jsonb, @2::jsonpath, '{}', true)";
    for (String name : List.of("JSON_EXTRACT", "JSON_EXTRACT_STRING")) {
      all.put(name, ofPaths("%s #>> '{}'".formatted(found), paths));
    }
    all.put(
        "JSON_EXTRACT_SCALAR",
        ofPaths(
            "CASE WHEN jsonb_typeof(%1$s) IN ('object', 'array') THEN NULL ELSE %1$s #>> '{}' END"
                .formatted(found),
            paths));
    List<Operand> keys =
        Operands.texts(
            null,
            "a",
            "b",
            "1",
            "-1",
            "0",
            "c",
            "x",
            "",
            "😀",
            "+1",
            "\n",
            "e\u0301",
            "ı",
            "ß",
            "x".repeat(5_000));
    for (String name : List.of("JSON_EXTRACT_PATH", "JSON_EXTRACT_PATH_TEXT")) {
      String function = name.toLowerCase(Locale.ROOT).replace("json_", "jsonb_");
      all.put(
          name,
          Spelled.by(
                  (types, word) ->
                      types.size() == 1
                          ? null
                          : SpelledTexts.called(function, types.size()).replace("(@1", "(@1::jsonb")
                              + (function.endsWith("text") ? "" : "::text"))
              .only(1, SpelledJson.DOCUMENTS)
              .refusing(1, TEXT, OperandClass.EMPTY)
              .only(2, keys)
              .only(3, keys));
    }
    return all;
  }

  private static Spelled ofLists(String expression) {
    return Spelled.as(expression).only(1, LISTS).refusing(1, TEXT, OperandClass.EMPTY);
  }

  private static Spelled ofPaths(String expression, List<Operand> paths) {
    return SpelledJson.refusingTexts(
        Spelled.as(expression)
            .only(1, SpelledJson.DOCUMENTS)
            .only(2, paths)
            .refusing(1, TEXT, OperandClass.EMPTY),
        2);
  }
}
