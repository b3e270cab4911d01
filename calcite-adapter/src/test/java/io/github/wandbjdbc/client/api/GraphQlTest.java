package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.client.api.ApiFixture.PROJECT;
import static io.github.wandbjdbc.client.api.ApiFixture.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.Viewer;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.ScriptedApi.Answer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphQlTest {
  private ApiFixture fixture;

  @BeforeEach
  void open() throws IOException {
    fixture = new ApiFixture();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"errors\": [{\"message\": \"bad\", \"path\": [\"x\"]}], \"data\": null}|SERVER_ERROR",
        "{\"data\": {\"project\": {\"runCount\": 7}}, \"errors\": [{\"message\": \"bad\"}]}|SERVER_ERROR",
        "{\"data\": {\"project\": 3}, \"errors\": [{\"message\": \"bad\"}]}|SERVER_ERROR",
        "{\"error\": \"bad\"}|SERVER_ERROR",
        "{\"error\": {\"message\": \"bad\"}}|SERVER_ERROR",
        "{\"errors\": [\"bad\"]}|SERVER_ERROR",
        "{\"errors\": [{\"extensions\": {\"code\": \"PERMISSION_ERROR\"}, \"message\": \"bad\"}]}|FORBIDDEN",
        "{\"errors\": [{\"message\": \"bad: user is not logged in\"}]}|UNAUTHENTICATED",
        "{\"errors\": [{\"message\": \"bad: project not found\"}]}|UNKNOWN_PROJECT",
        "{\"errors\": [{\"message\": \"bad: Cannot query field \\\"x\\\" on type \\\"Y\\\".\"}]}|BAD_REQUEST",
      })
  void errorsOfEachShapeAreFailures(String body, Kind kind) {
    fixture.api.answers(body);

    WandbException e = failure();

    assertThat(e.kind()).isEqualTo(kind);
    assertThat(e).hasMessageContaining("bad");
    assertThat(fixture.api.asked()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html>login</html>",
        "{}",
        "{\"data\": null}",
        "[]",
        "{\"data\": {\"project\": {\"runCount\": \"many\"}}}",
        "{\"data\": {\"project\": {\"runCount\": 7",
      })
  void whatCantBeUnderstoodIsAnError(String body) {
    fixture.api.answers(body);

    WandbException e = failure();

    assertThat(e.kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
    assertThat(e).hasMessageMatching(".+");
  }

  @Test
  void aMissingProjectSaysBothMeanings() {
    fixture.api.answers("{\"data\": {\"project\": null}}");

    WandbException e = failure();

    assertThat(e.kind()).isEqualTo(Kind.UNKNOWN_PROJECT);
    assertThat(e)
        .hasMessage(
            "there is no project ml/vision, or this API key has no access to it: the API answers both"
                + " alike");
  }

  @Test
  void theViewerComesWithItsTeams() {
    fixture.api.answers(
        """
        {"errors": [{"message": "flags"}], "data": {"viewer": {"username": "ada", "entity": "ada",
         "teams": {"edges": [{"node": {"name": "ada"}}, {"node": {"name": "ml"}}, {"node": null}]}}}}
        """);

    Viewer viewer = fixture.client.viewer(fixture.scope);

    assertThat(viewer).isEqualTo(new Viewer("ada", "ada", java.util.List.of("ada", "ml")));
  }

  @Test
  void anUnknownViewerIsUnauthenticated() {
    fixture.api.answers("{\"data\": {\"viewer\": null}}");

    WandbException e =
        catchThrowableOfType(WandbException.class, () -> fixture.client.viewer(fixture.scope));

    assertThat(e.kind()).isEqualTo(Kind.UNAUTHENTICATED);
  }

  @Test
  void nobodyIsNotAskedFor() {
    ApiOptions anonymous = fixture.client.options().withCredential(null);

    try (ApiClient client = ApiClient.open(anonymous)) {
      assertThat(client.viewer(fixture.scope)).isEqualTo(Viewer.ANONYMOUS);
    }

    assertThat(fixture.api.asked()).isEmpty();
  }

  @Test
  void projectsAreListedAlongTheCursor() {
    fixture.api.answers(
        """
        {"data": {"models": {"edges": [{"node": {"name": "b"}}, {"node": {"name": "a"}}],
         "pageInfo": {"endCursor": "x", "hasNextPage": true}}}}
        """,
        """
        {"data": {"models": {"edges": [{"node": {"name": "a"}}, {"node": {"name": "c"}}],
         "pageInfo": {"endCursor": null, "hasNextPage": false}}}}
        """);

    assertThat(all(fixture.client.projects("ml", fixture.scope))).containsExactly("b", "a", "c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
  void anAnswerThatIsNestedTooDeeplyIsMalformed(String level) {
    fixture.api.answers("{\"data\": {\"project\": " + level.repeat(100_000));

    assertThat(failure().kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void aListOfProjectsWhoseCursorComesBackIsAnError() {
    fixture.api.otherwise(
        asked ->
            Answer.ok(
                """
                {"data": {"models": {"edges": [{"node": {"name": "a"}}],
                 "pageInfo": {"endCursor": "c", "hasNextPage": true}}}}
                """));

    WandbException e =
        catchThrowableOfType(
            WandbException.class, () -> all(fixture.client.projects("ml", fixture.scope)));

    assertThat(e.kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
    assertThat(e)
        .hasMessage(
            "projects of ml: the server gave the same cursor twice, which would go on for ever");
  }

  @Test
  void anEntityWithoutProjectsIsNotAnUnknownOne() {
    String none =
        "{\"data\": {\"models\": {\"edges\": [], \"pageInfo\": {\"hasNextPage\": false}}}}";
    fixture.api.answers(
        none,
        "{\"data\": {\"entity\": {\"name\": \"ml\"}}}",
        none,
        "{\"data\": {\"entity\": null}}");

    assertThat(all(fixture.client.projects("ml", fixture.scope))).isEmpty();
    WandbException e =
        catchThrowableOfType(
            WandbException.class, () -> all(fixture.client.projects("nobody", fixture.scope)));

    assertThat(e.kind()).isEqualTo(Kind.UNKNOWN_ENTITY);
  }

  @Test
  void aProjectIsKnownByTheNameThatTheServerGivesIt() {
    fixture.api.answers(
        "{\"data\": {\"project\": {\"name\": \"Vision\", \"entityName\": \"ml\"}}}",
        "{\"data\": {\"project\": null}}");

    assertThat(fixture.client.project(PROJECT, fixture.scope))
        .contains(new ProjectPath("ml", "Vision"));
    assertThat(fixture.client.project(PROJECT, fixture.scope)).isEmpty();
  }

  private WandbException failure() {
    return catchThrowableOfType(
        WandbException.class, () -> fixture.client.count(PROJECT, RunFilter.ALL, fixture.scope));
  }
}
