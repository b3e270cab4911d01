package io.github.wandbjdbc.engine.values.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Functions that make JSON. */
class JsonMakersTest {
  @Test
  void objectsAndArraysPrintAsInPostgres() throws Exception {
    JsonJudge judge = JsonJudge.start();

    for (String sql :
        """
        JSON_OBJECT()
        JSON_OBJECT('a' VALUE 1, 'b' VALUE 'x')
        JSON_OBJECT('a': 1, 'b': NULL)
        JSON_OBJECT('a': 1, 'b': NULL ABSENT ON NULL)
        JSON_OBJECT('a': NULL ABSENT ON NULL)
        JSON_OBJECT('b': 1, 'a': 2, 'a': 3)
        JSON_OBJECT('': '', 'q"\\': 'a"\\/b', 'é': 'ß')
        JSON_OBJECT('a': true, 'b': false)
        JSON_OBJECT('a': 1.50, 'b': -0.001, 'c': 12345678901234567)
        JSON_OBJECT('a': CAST(1.5 AS DOUBLE PRECISION), 'b': CAST('NaN' AS DOUBLE PRECISION))
        JSON_OBJECT('a': CAST(1e20 AS DOUBLE PRECISION), 'b': CAST(0.00001 AS DOUBLE PRECISION))
        JSON_OBJECT('a': DATE '2025-03-10', 'b': TIMESTAMP '2025-03-10 12:34:56.5')
        JSON_OBJECT('a': JSON_OBJECT('b': 1), 'c': JSON_ARRAY(1, 2))
        JSON_OBJECT('a': JSON_QUERY('{"x": [1,2]}', '$.x'))
        JSON_OBJECT('a': JSON_VALUE('{"x": "y"}', '$.x'))
        JSON_OBJECT('a': JSON_VALUE('{"x": 5}', '$.x' RETURNING INTEGER))
        JSON_OBJECT('a': '{"x":1}' FORMAT JSON, 'b': '{"x":1}')
        JSON_OBJECT('a': '{"x":1' FORMAT JSON)
        JSON_ARRAY()
        JSON_ARRAY(1, 'x', NULL, true, 1.50)
        JSON_ARRAY(1, NULL NULL ON NULL)
        JSON_ARRAY(NULL, NULL)
        JSON_ARRAY(1, NULL ABSENT ON NULL)
        JSON_ARRAY(JSON_ARRAY(1), JSON_OBJECT('a': 'b'), '[1,  2]' FORMAT JSON)
        JSON_ARRAY(JSON_QUERY('[1]', '$'), JSON_VALUE('["[1]"]', '$[0]'))
        JSON_OBJECT('b': 1, 'a': JSON_QUERY('[1]', '$'), 'b': JSON_OBJECT('d': 1, 'c': 2))
        JSON_ARRAY(JSON_OBJECT('b': 1, 'a': JSON_QUERY('[1]', '$')), JSON_OBJECT('d': 1, 'c': 2))
        JSON_QUERY(JSON_OBJECT('a': JSON_ARRAY(1, 2)), '$.a')
        JSON_VALUE(JSON_ARRAY(1, 2), '$[1]')
        """
            .strip()
            .lines()
            .toList()) {
      compare(judge, sql, "SELECT " + sql);
    }
    for (String select :
        """
        JSON_ARRAYAGG(v) FROM (VALUES ('a', 1), ('b', NULL)) AS t(k, v)
        JSON_ARRAYAGG(v NULL ON NULL) FROM (VALUES ('a', 1), ('b', NULL)) AS t(k, v)
        JSON_ARRAYAGG(v) FROM (VALUES ('a', CAST(NULL AS INTEGER))) AS t(k, v)
        JSON_ARRAYAGG(v) FROM (VALUES ('a', 1)) AS t(k, v) WHERE v > 1
        JSON_ARRAYAGG(k) FROM (VALUES ('a"', 1), ('bc', 2)) AS t(k, v)
        JSON_ARRAYAGG(JSON_OBJECT('a': v)) FROM (VALUES ('a', 1), ('b', NULL)) AS t(k, v)
        JSON_ARRAYAGG(JSON_OBJECT('a': v) NULL ON NULL) FROM (VALUES ('a', 1)) AS t(k, v)
        JSON_ARRAYAGG(JSON_ARRAY(v)) FROM (VALUES ('a', 1), ('b', NULL)) AS t(k, v)
        JSON_ARRAYAGG(JSON_QUERY(k, '$[*]' WITH WRAPPER)) FROM (VALUES ('[1]', 1), ('[]', 2)) AS t(k, v)
        JSON_ARRAYAGG(JSON_VALUE(k, '$[0]')) FROM (VALUES ('["x"]', 1), ('[]', 2)) AS t(k, v)
        JSON_ARRAYAGG(k FORMAT JSON) FROM (VALUES ('["x"]', 1), ('[1,2]', 2)) AS t(k, v)
        JSON_OBJECTAGG(k VALUE v) FROM (VALUES ('a', 1), ('b', NULL)) AS t(k, v)
        JSON_OBJECTAGG(k VALUE v ABSENT ON NULL) FROM (VALUES ('a', NULL), ('b', 2), ('c', 3)) AS t(k, v)
        JSON_OBJECTAGG(k VALUE v ABSENT ON NULL) FROM (VALUES ('a', CAST(NULL AS INTEGER))) AS t(k, v)
        JSON_OBJECTAGG(k VALUE v) FROM (VALUES ('a', 1), (NULL, 2)) AS t(k, v)
        JSON_OBJECTAGG(k VALUE v) FROM (VALUES ('a', 1), ('a', 2)) AS t(k, v)
        JSON_OBJECTAGG(k VALUE v) FROM (VALUES ('a', 1)) AS t(k, v) WHERE v > 1
        JSON_OBJECTAGG(k VALUE JSON_OBJECT('x': v)) FROM (VALUES ('a', 1)) AS t(k, v)
        JSON_OBJECT('n': JSON_ARRAYAGG(v)) FROM (VALUES ('a', 1), ('b', 2)) AS t(k, v)
        """
            .strip()
            .lines()
            .toList()) {
      compare(judge, "(SELECT " + select + ")", "SELECT " + select);
    }

    judge.end("makers of JSON");
  }

  private static void compare(JsonJudge judge, String theirs, String ours) {
    judge.compare(
        theirs,
        JsonJudge.answer(() -> JsonSql.value(ours)),
        JsonJudge.answer(
            () -> {
              try {
                return judge.postgres().value(theirs);
              } catch (java.sql.SQLException e) {
                return "!" + e.getSQLState();
              }
            }));
  }

  @Test
  void membersAreThoseThatPostgresFinds() throws Exception {
    JsonJudge judge = JsonJudge.start();
    for (String document :
        List.of(
            "{\"a\": 1, \"b\": {\"c\": [1, null, \"x\"]}, \"0\": \"zero\", \"n\": null, \"t\": true}",
            "[1, \"two\", null, {\"a\": 3}, [4]]",
            "[]",
            "{}",
            "\"text\"",
            "12.50",
            "null")) {
      for (String key :
          List.of("'a'", "'b'", "'0'", "'n'", "'t'", "''", "0", "1", "2", "-1", "-9")) {
        for (String arrow : List.of("->", "->>")) {
          compare(
              judge,
              "SELECT (('%s'::jsonb) %s %s)::text".formatted(document, arrow, key),
              "SELECT %s('%s', %s)"
                  .formatted(
                      arrow.equals("->") ? "JSON_MEMBER" : "JSON_MEMBER_TEXT", document, key));
        }
      }
    }
    compare(judge, "SELECT (NULL::jsonb) -> 'a'", "SELECT JSON_MEMBER(CAST(NULL AS VARCHAR), 'a')");
    judge.end("members of JSON");
  }

  /** The examples of MySQL's reference manual, 14.17, and what its words say of others. */
  @Test
  void functionsOfMysqlSayWhatItsManualSays() {
    for (String line :
        """
        JSON_TYPE('{"a": [10, true]}') | OBJECT
        JSON_TYPE('[1]') | ARRAY
        JSON_TYPE('10') | INTEGER
        JSON_TYPE('-1.5') | DOUBLE
        JSON_TYPE('1e2') | DOUBLE
        JSON_TYPE('18446744073709551615') | UNSIGNED INTEGER
        JSON_TYPE('true') | BOOLEAN
        JSON_TYPE('null') | NULL
        JSON_TYPE('"x"') | STRING
        JSON_TYPE(CAST(NULL AS VARCHAR)) |
        JSON_DEPTH('{}') | 1
        JSON_DEPTH('[]') | 1
        JSON_DEPTH('true') | 1
        JSON_DEPTH('[10, 20]') | 2
        JSON_DEPTH('[[], {}]') | 2
        JSON_DEPTH('[10, {"a": 20}]') | 3
        JSON_LENGTH('[1, 2, {"a": 3}]') | 3
        JSON_LENGTH('{"a": 1, "b": {"c": 30}}') | 2
        JSON_LENGTH('{"a": 1, "b": {"c": 30}}', '$.b') | 1
        JSON_LENGTH('"x"') | 1
        JSON_LENGTH('{"a": 1}', '$.x') |
        JSON_KEYS('{"a": 1, "b": {"c": 30}}') | ["a", "b"]
        JSON_KEYS('{"a": 1, "b": {"c": 30}}', '$.b') | ["c"]
        JSON_KEYS('[1]') |
        JSON_KEYS('{}') | []
        JSON_REMOVE('["a", ["b", "c"], "d"]', '$[1]') | ["a", "d"]
        JSON_REMOVE('{"a": 1, "b": 2}', '$.b', '$.x') | {"a": 1}
        JSON_REMOVE('[1, [2, 3]]', '$[1][last]') | [1, [2]]
        JSON_REMOVE('{"a": 1}', '$.a[0]') | {"a": 1}
        JSON_SET('{ "a": 1, "b": [2, 3]}', '$.a', 10, '$.c', '[true, false]') | {"a": 10, "b": [2, 3], "c": "[true, false]"}
        JSON_INSERT('{ "a": 1, "b": [2, 3]}', '$.a', 10, '$.c', '[true, false]') | {"a": 1, "b": [2, 3], "c": "[true, false]"}
        JSON_REPLACE('{ "a": 1, "b": [2, 3]}', '$.a', 10, '$.c', '[true, false]') | {"a": 10, "b": [2, 3]}
        JSON_SET('{"a": 1}', '$.b', JSON_ARRAY(1, 2)) | {"a": 1, "b": [1, 2]}
        JSON_SET('{"a": 1}', '$.a', NULL, '$.t', true) | {"a": null, "t": true}
        JSON_SET('[1, 2]', '$[5]', 3) | [1, 2, 3]
        JSON_SET('1', '$[1]', 2) | [1, 2]
        JSON_SET('1', '$[0]', 2) | 2
        JSON_SET('{"a": [1]}', '$.a[1]', 'x', '$.a[0]', 1.5) | {"a": [1.5, "x"]}
        JSON_INSERT('[1]', '$[0]', 9) | [1]
        JSON_REPLACE('[1]', '$[3]', 9) | [1]
        JSON_SET('{}', '$.a.b', 1) | {}
        JSON_SET('{}', '$', 1) | 1
        JSON_SET(CAST(NULL AS VARCHAR), '$', 1) |
        """
            .strip()
            .lines()
            .toList()) {
      String[] parts = line.split(" \\|", 2);

      String value = JsonSql.value("SELECT " + parts[0]);

      assertThat(value == null ? "" : value).as(parts[0]).isEqualTo(parts[1].strip());
    }
    assertThat(JsonSql.value("SELECT JSON_PRETTY('{\"a\":\"10\",\"b\":[1,{}],\"x\":[]}')"))
        .isEqualTo("{\n  \"a\": \"10\",\n  \"b\": [\n    1,\n    {}\n  ],\n  \"x\": []\n}");
  }

  @Test
  void whatIsNoPlaceIsRefused() {
    for (String sql :
        new String[] {
          "JSON_REMOVE('{}', '$')",
          "JSON_SET('{}', '$.*', 1)",
          "JSON_LENGTH('{}', '$.a ? (@ > 1)')",
          "JSON_KEYS('not json')",
          "JSON_SET('{}', '$[1 to 2]', 1)"
        }) {
      String answer = JsonJudge.answer(() -> JsonSql.value("SELECT " + sql));

      assertThat(answer).as(sql).startsWith("!22");
    }
  }

  @Test
  void whatHasNoFormInJsonIsRefusedByName() {
    assertThat(
            org.assertj.core.api.Assertions.catchThrowableOfType(
                    StatementException.class,
                    () -> JsonSql.value("SELECT JSON_ARRAY(v) FROM (VALUES (X'00')) AS t(v)"))
                .state())
        .isEqualTo(SqlState.STATEMENT_FAULT);
  }
}
