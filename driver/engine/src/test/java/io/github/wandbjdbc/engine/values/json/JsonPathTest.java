package io.github.wandbjdbc.engine.values.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.json.document.JsonFault;
import io.github.wandbjdbc.engine.values.json.document.JsonReader;
import io.github.wandbjdbc.engine.values.json.document.JsonValue;
import io.github.wandbjdbc.engine.values.json.document.JsonWriter;
import io.github.wandbjdbc.engine.values.json.path.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Paths say what PostgreSQL's jsonpath says. */
class JsonPathTest {
  private static void noLook() {}

  private static String items(String document, String path, boolean silent) {
    JsonPath parsed = JsonPath.of(path);
    JsonValue value = JsonReader.read(document, JsonPathTest::noLook);
    try {
      return JsonWriter.array(parsed.items(value, silent, JsonPathTest::noLook));
    } catch (JsonFault e) {
      throw e.toStatement();
    }
  }

  private static String exists(String document, String path) {
    try {
      return String.valueOf(
          JsonPath.of(path)
              .exists(JsonReader.read(document, JsonPathTest::noLook), true, JsonPathTest::noLook));
    } catch (JsonFault e) {
      return "unknown";
    }
  }

  private static void hold(String name, List<String> paths) throws Exception {
    JsonJudge judge =
        JsonJudge.start()
            .accepting(
                "PostgreSQL leaves the array's size of exists(@[0]) behind for other lasts",
                what -> what.contains("exists(") && what.contains("last"));

    judge.compare(
        "JSON_QUERY(doc, path::jsonpath WITH WRAPPER EMPTY ARRAY ON EMPTY ERROR ON ERROR)",
        JsonDocuments.ALL,
        paths,
        (document, path) -> items(document, path, false));
    judge.compare(
        "coalesce(jsonb_path_exists_tz(doc::jsonb, path::jsonpath, '{}', true)::text, 'unknown')",
        JsonDocuments.ALL,
        paths,
        JsonPathTest::exists);

    judge.end(name);
  }

  @Test
  void pathsOfAllKindsFindWhatPostgresFinds() throws Exception {
    List<String> paths = new ArrayList<>();
    for (String path : JsonPaths.ALL) {
      paths.add(path);
      paths.add("strict " + path);
    }

    hold("paths of all kinds", paths);
  }

  @Test
  void randomPathsFindWhatPostgresFinds() throws Exception {
    Random random = new Random(Long.getLong("json.seed", 20));
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < Integer.getInteger("json.paths", 800); i++) {
      paths.add((random.nextInt(3) == 0 ? "strict " : "") + JsonPaths.random(random));
    }

    hold("random paths", paths);
  }

  @Test
  void textsThatArentPathsAreRefusedAsPostgresRefusesThem() throws Exception {
    JsonJudge judge = JsonJudge.start();

    judge.compare(
        "CASE WHEN path::jsonpath IS NULL THEN '' ELSE 'a path' END",
        List.of("{}"),
        JsonPaths.WRONG_OR_RARE,
        (document, path) -> {
          JsonPath.of(path);
          return "a path";
        });

    judge.end("the grammar of paths");
  }

  @Test
  void keysInBracketsAreKeys() {
    assertThat(items("{\"val/acc\": 1}", "$[\"val/acc\"]", false)).isEqualTo("[1]");
    assertThat(items("{\"a\": [{\"b c\": 1}]}", "$['a'][0]['b c']", false)).isEqualTo("[1]");
    assertThat(items("{\"val/acc\": 1}", "$.\"val/acc\"", false)).isEqualTo("[1]");
  }

  @Test
  void whatIsNotBuiltIsRefusedByName() {
    assertThatThrownBy(() -> JsonPath.of("$.upper()"))
        .isInstanceOf(StatementException.class)
        .hasMessageContaining("upper");
    assertThatThrownBy(() -> JsonPath.of("$.a.datetime(\"HH24\")"))
        .hasMessageContaining("template");
    assertThatThrownBy(() -> JsonPath.of("$.a ? (@ > $x)")).hasMessageContaining("PASSING");
    assertThatThrownBy(() -> JsonPath.of("$ ? (@ like_regex \"a(?=b)\")"))
        .satisfies(
            e -> assertThat(((StatementException) e).state()).isEqualTo(SqlState.BAD_PATTERN));
  }

  @Test
  void pathsAndTextsHaveCaps() {
    String deep = "[".repeat(1001) + "]".repeat(1001);
    String chain = "$" + ".a".repeat(4000);

    assertThatThrownBy(() -> items(deep, "$", false)).hasMessageContaining("deep");
    assertThat(items("[".repeat(999) + "]".repeat(999), "$.**.size()", false))
        .hasSizeGreaterThan(1);
    assertThatThrownBy(() -> JsonPath.of("$" + " ".repeat(10_000))).hasMessageContaining("10000");
    assertThatThrownBy(() -> JsonPath.of("(".repeat(300) + "1" + ")".repeat(300)))
        .hasMessageContaining("deep");
    assertThat(items("{}", chain, false)).isEqualTo("[]");
    assertThatThrownBy(() -> items("{}", "1" + "+1".repeat(4000), false))
        .satisfies(
            e -> assertThat(((StatementException) e).state()).isEqualTo(SqlState.TOO_COMPLEX));
  }

  @Test
  void longEvaluationsLook() {
    AtomicInteger looks = new AtomicInteger();
    StringBuilder text = new StringBuilder("[0");
    for (int i = 1; i < 3000; i++) {
      text.append(", ").append(i);
    }
    JsonValue document = JsonReader.read(text.append("]").toString(), JsonPathTest::noLook);

    JsonPath.of("$[*] ? (@ == $[*])").items(document, true, looks::incrementAndGet);

    assertThat(looks.get()).isGreaterThan(1000);
  }
}
