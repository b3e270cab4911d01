package io.github.wandbjdbc.engine.values.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** JSON_VALUE, JSON_QUERY and JSON_EXISTS say what PostgreSQL's say. */
class JsonQueriesTest {
  private static final List<String> PATHS =
      List.of(
          "$",
          "$.a",
          "strict $.a",
          "$.x",
          "$.*",
          "$[*]",
          "$[0]",
          "$[1]",
          "$.a.b",
          "$.a[*]",
          "strict $.a[*].b",
          "$.\"val/acc\"",
          "$.a ? (@ > 1)",
          "$[*] ? (@ > 1)",
          "$.a.double()",
          "$[1].datetime()",
          "$[2].datetime()",
          "$.datetime()",
          "$.a > 1",
          "$.a / 0");

  private static final List<String> DOCUMENTS = new ArrayList<>(JsonDocuments.ALL);

  static {
    // Casts of these to numbers and dates are tested where casts are.
    DOCUMENTS.removeIf(document -> document.contains("0x1F") || document.contains("of"));
    DOCUMENTS.addAll(
        List.of(
            "{\"a\": \"NaN\"}",
            "{\"a\": \"1.5\"}",
            "{\"a\": 1.0}",
            "{\"a\": 3000000000}",
            "{\"a\": 1e30}",
            "{\"a\": 1234.567}",
            "{\"a\": true}",
            "{\"a\": \"2025-03-10 12:00:00\"}",
            "not json",
            "{\"a\": 1",
            ""));
  }

  private static void compare(JsonJudge judge, String call, String theirs) throws Exception {
    RelNode plan =
        JsonSql.plan(
            "SELECT "
                + call
                + " FROM (VALUES (CAST('' AS VARCHAR), CAST('' AS VARCHAR))) AS t(doc, path)");
    Project project = (Project) plan;

    judge.compare(
        theirs,
        DOCUMENTS,
        PATHS,
        (document, path) ->
            JsonSql.text(
                JsonSql.value(project.getProjects().get(0), new Object[] {document, path}),
                project.getProjects().get(0).getType()));
  }

  private static void compare(JsonJudge judge, String call) throws Exception {
    compare(judge, call, call.replace("path", "path::jsonpath"));
  }

  @Test
  void jsonValueReturnsEachTypeAsPostgresDoes() throws Exception {
    JsonJudge judge =
        JsonJudge.start()
            .accepting(
                "PostgreSQL's NUMERIC has NaN, ours has not",
                what -> what.contains("DECIMAL") && what.contains("NaN"));

    for (String type :
        List.of(
            "INTEGER",
            "BIGINT",
            "DOUBLE PRECISION",
            "DECIMAL(6, 2)",
            "BOOLEAN",
            "VARCHAR",
            "VARCHAR(3)",
            "DATE",
            "TIMESTAMP")) {
      compare(judge, "JSON_VALUE(doc, path RETURNING " + type + ")");
      compare(judge, "JSON_VALUE(doc, path RETURNING " + type + " ERROR ON ERROR)");
    }

    judge.end("JSON_VALUE … RETURNING");
  }

  @Test
  void whatIsEmptyOrFailsGivesWhatTheStatementSays() throws Exception {
    JsonJudge judge = JsonJudge.start();

    for (String onEmpty :
        List.of("", " NULL ON EMPTY", " ERROR ON EMPTY", " DEFAULT 'e' ON EMPTY")) {
      for (String onError :
          List.of("", " NULL ON ERROR", " ERROR ON ERROR", " DEFAULT 'f' ON ERROR")) {
        compare(judge, "JSON_VALUE(doc, path" + onEmpty + onError + ")");
      }
    }
    compare(
        judge, "JSON_VALUE(doc, path RETURNING INTEGER DEFAULT -1 ON EMPTY DEFAULT -2 ON ERROR)");
    for (String wrapper :
        List.of(
            "",
            " WITHOUT WRAPPER",
            " WITH WRAPPER",
            " WITH CONDITIONAL WRAPPER",
            " WITH UNCONDITIONAL ARRAY WRAPPER")) {
      for (String otherwise :
          List.of(
              "",
              " EMPTY ARRAY ON EMPTY",
              " EMPTY OBJECT ON EMPTY EMPTY ARRAY ON ERROR",
              " ERROR ON EMPTY",
              " ERROR ON ERROR",
              " NULL ON EMPTY NULL ON ERROR")) {
        compare(judge, "JSON_QUERY(doc, path" + wrapper + otherwise + ")");
      }
    }
    compare(judge, "JSON_QUERY(doc, path RETURNING VARCHAR(4))");
    for (String onError :
        List.of("", " TRUE ON ERROR", " FALSE ON ERROR", " UNKNOWN ON ERROR", " ERROR ON ERROR")) {
      compare(judge, "JSON_EXISTS(doc, path" + onError + ")");
    }

    judge.end("ON EMPTY, ON ERROR, WRAPPER");
  }

  @Test
  void textsAreJsonOrNotAsPostgresHasIt() throws Exception {
    JsonJudge judge = JsonJudge.start();
    List<String> texts = new ArrayList<>(DOCUMENTS);
    texts.addAll(
        List.of(
            " 1 ",
            "1 2",
            "[1] [2]",
            "{} {}",
            "01",
            "1.",
            ".5",
            "+1",
            "-",
            "-0",
            "1e5",
            "1e",
            "NaN",
            "'a'",
            "\"a",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\ud800\"",
            "\"a\nb\"",
            "[1,]",
            "{\"a\"}",
            "{a: 1}",
            "{\"a\": 1,}",
            "// x",
            "nul",
            "TRUE",
            "\t\n[\r]",
            "\u00a01",
            "[1, 2",
            "]",
            "{\"a\": 1]",
            "\"a\"b",
            "1a",
            "[1]a",
            "{\"a\":1}}"));
    for (String shape : List.of("", " VALUE", " OBJECT", " ARRAY", " SCALAR")) {
      for (String is : List.of("IS JSON", "IS NOT JSON")) {
        RelNode plan =
            JsonSql.plan(
                "SELECT doc " + is + shape + " FROM (VALUES (CAST('' AS VARCHAR))) AS t(doc)");
        judge.compare(
            "doc " + is + shape,
            texts,
            List.of(""),
            (document, path) ->
                JsonSql.text(
                    JsonSql.value(((Project) plan).getProjects().get(0), new Object[] {document}),
                    plan.getRowType().getFieldList().get(0).getType()));
      }
    }

    judge.end("IS JSON");
  }

  @Test
  void whatTheIssueListsIsAnswered() {
    assertThat(value("JSON_VALUE('{\"val/acc\": 0.5}', '$.\"val/acc\"')")).isEqualTo("0.5");
    assertThat(value("JSON_QUERY('[{\"x\": 1}, {\"x\": 2}]', '$[*] ? (@.x > 1)')"))
        .isEqualTo("{\"x\": 2}");
    assertThat(value("JSON_EXISTS('{\"a\": null}', '$.a')")).isEqualTo("true");
    assertThat(value("JSON_VALUE('{}', '$.lr' DEFAULT 'none' ON EMPTY)")).isEqualTo("none");
    assertThat(value("JSON_QUERY('[1, 2, 3]', '$[0, 1 to last]' WITH WRAPPER)"))
        .isEqualTo("[1, 2, 3]");
    assertThat(value("JSON_VALUE('{\"lr\": 1}', '$.lr' RETURNING DOUBLE)")).isEqualTo("1");
    assertThat(value("JSON_VALUE('{\"lr\": \"NaN\"}', '$.lr' RETURNING DOUBLE)")).isEqualTo("NaN");
    assertThat(value("JSON_VALUE('{\"lr\": \"x\"}', '$.lr' RETURNING BIGINT)")).isNull();
  }

  private static @Nullable String value(String expression) {
    return JsonSql.value("SELECT " + expression);
  }

  @Test
  void aPathThatIsNoneFailsBeforeThereAreRows() {
    Assertions.assertThatThrownBy(() -> value("JSON_VALUE('{}', '$.')"))
        .isInstanceOf(StatementException.class)
        .hasMessageContaining("$.");
  }
}
