package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.client.api.ApiFixture.PROJECT;
import static io.github.wandbjdbc.client.api.ApiFixture.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.client.Artifact;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.Viewer;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.ScriptedApi.Answer;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.diagnostics.ServerFinding;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphQlTest {
  private static final RunsRequest WITH_HOST =
      RunsRequest.all(PROJECT)
          .withFields(Set.of(RunField.HOST, RunField.NOTES, RunField.HEARTBEAT_AT));

  private static final String RUNS =
      """
      {"data": {"project": {"runCount": 1, "runs": {"edges": [{"node": {"name": "a"}}],
       "pageInfo": {"endCursor": "x", "hasNextPage": false}}}}}
      """;

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
        "{\"errors\": [{\"message\": \"bad\", \"path\": [\"x\"]}], \"data\": null}|REFUSED",
        "{\"data\": {\"project\": {\"runCount\": 7}}, \"errors\": [{\"message\": \"bad\"}]}|REFUSED",
        "{\"data\": {\"project\": 3}, \"errors\": [{\"message\": \"bad\"}]}|REFUSED",
        "{\"error\": \"bad\"}|REFUSED",
        "{\"error\": {\"message\": \"bad\"}}|REFUSED",
        "{\"errors\": [\"bad\"]}|REFUSED",
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

    assertThat(viewer).isEqualTo(new Viewer("ada", "ada", List.of("ada", "ml")));
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
    ApiOptions anonymous = fixture.client.context().options().toBuilder().credential(null).build();

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

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 422, 500})
  void allThatAServerDoesNotKnowIsLeftOutAtOnce(int status) {
    fixture.api.answers(
        Answer.status(
            status,
            """
            {"errors": [
              {"message": "Cannot query field \\"host\\" on type \\"Run\\". Did you mean \\"history\\"?"},
              {"message": "Field \\"notes\\" of type \\"Notes\\" must have a sub selection."},
              {"message": "Cannot query field 'cursor' on type 'RunEdge'."},
              {"message": "Variable \\"$count\\" is never used in operation \\"Runs\\"."}]}
            """),
        Answer.ok(RUNS));

    all(fixture.client.runs(WITH_HOST, fixture.scope));

    assertThat(fixture.api.asked()).hasSize(2);
    assertThat(fixture.api.asked().get(1).document())
        .contains("heartbeatAt", "runCount")
        .doesNotContain("host", "notes", " cursor");
    assertThat(fixture.timing.waits()).isEmpty();
    assertThat(fixture.warnings)
        .containsExactlyInAnyOrder(
            "runs of ml/vision: this server doesn't know Run.host, so runs.host is NULL, and run_environment.host may be NULL",
            "runs of ml/vision: this server doesn't know Run.notes, so runs.notes is NULL");
    assertThat(fixture.client.serverFindings())
        .extracting(ServerFinding::name)
        .containsExactly("schema: Run.host", "schema: Run.notes", "schema: RunEdge.cursor");
  }

  @Test
  void whatOneDocumentTaughtHoldsForAllAndIsToldOnce() {
    fixture.api.answers(
        "{\"error\": \"Cannot query field 'host' on type 'Run'\"}",
        "{\"data\": {\"project\": {\"run\": {\"name\": \"a\"}}}}",
        RUNS);
    RunFilter one = new RunFilter.In(RunField.ID, List.of("a"));

    all(fixture.client.runs(WITH_HOST.withFilter(one), CallScope.unbounded()));
    all(fixture.client.runs(WITH_HOST, fixture.scope));

    assertThat(fixture.api.asked()).hasSize(3);
    assertThat(fixture.api.asked().get(2).document()).doesNotContain("host");
    // The first scope has nobody to tell.
    assertThat(fixture.warnings).hasSize(1);
  }

  @Test
  void ofSeveralThatMayBeMeantThoseGoThatTheDocumentCanDoWithout() {
    fixture.api.answers(
        Answer.status(400, "{\"errors\": [\"Field \\\"name\\\" must have a sub selection.\"]}"),
        Answer.ok("{\"data\": {\"project\": {\"run\": null}}}"));

    List<Artifact.Use> uses =
        all(
            fixture
                .client
                .artifacts()
                .uses(PROJECT, new RunFilter.In(RunField.ID, List.of("a")), null, fixture.scope));

    assertThat(uses).isEmpty();
    assertThat(fixture.client.serverFindings())
        .extracting(ServerFinding::name)
        .contains("schema: ArtifactSequence.name")
        .doesNotContain("schema: Run.name");
  }

  @Test
  void withoutWhatIsVitalTheDocumentIsOfNoUse() {
    fixture.api.otherwise(
        asked ->
            Answer.status(
                400,
                "{\"errors\": [{\"message\": \"Cannot query field \\\"name\\\" on type \\\"Run\\\".\"}]}"));

    WandbException e =
        catchThrowableOfType(
            WandbException.class, () -> all(fixture.client.runs(WITH_HOST, fixture.scope)));

    assertThat(e.kind()).isEqualTo(Kind.BAD_REQUEST);
    assertThat(e)
        .hasMessage(
            "runs of ml/vision: this server doesn't know Run.name, without which there is nothing to"
                + " ask (Cannot query field \"name\" on type \"Run\".)");
    assertThat(fixture.api.asked()).hasSize(1);
    assertThat(fixture.client.serverFindings()).isEmpty();
  }

  @Test
  void whoComplainsOfWhatIsNotAskedIsNotAskedForEver() {
    fixture.api.otherwise(
        asked ->
            Answer.ok(
                "{\"errors\": [{\"message\": \"Cannot query field 'host' on type 'Run'\"}]}"));

    WandbException e =
        catchThrowableOfType(
            WandbException.class, () -> all(fixture.client.runs(WITH_HOST, fixture.scope)));

    assertThat(e.kind()).isEqualTo(Kind.BAD_REQUEST);
    assertThat(fixture.api.asked()).hasSize(2);
  }

  @Test
  void aDocumentThatIsNotUnderstoodIsNoReasonToLeaveOutAFilter() {
    fixture.api.answers(
        Answer.status(400, "{\"error\": \"Cannot query field 'cursor' on type 'RunEdge'\"}"),
        Answer.ok(RUNS),
        Answer.ok(RUNS));
    RunsRequest filtered =
        RunsRequest.all(PROJECT).withFilter(new RunFilter.In(RunField.GROUP, List.of("g")));

    all(fixture.client.runs(filtered, fixture.scope));
    all(fixture.client.runs(filtered, fixture.scope));

    assertThat(fixture.api.asked())
        .hasSize(3)
        .allSatisfy(asked -> assertThat(asked.filters().path("group").asText()).isEqualTo("g"));
    assertThat(fixture.warnings).isEmpty();
  }

  @Test
  void aServerThatDoesNotCountIsAskedForTheRuns() {
    fixture.api.answers(
        "{\"errors\": [\"Cannot query field \\\"runCount\\\" on type \\\"Project\\\".\"]}", RUNS);

    assertThat(fixture.client.count(PROJECT, RunFilter.ALL, fixture.scope)).isEqualTo(1);
    assertThat(fixture.warnings)
        .containsExactly(
            "runs of ml/vision: this server doesn't know Project.runCount, so whether all runs were"
                + " listed can't be held against the server's count");
  }

  @Test
  void theViewerOfAServerWithoutTeamsHasNone() {
    fixture.api.answers(
        Answer.status(
            400,
            "{\"errors\": [{\"message\": \"Cannot query field \\\"teams\\\" on type \\\"User\\\".\"}], \"data\": null}"),
        Answer.ok("{\"data\": {\"viewer\": {\"username\": \"ada\", \"entity\": \"ada\"}}}"));

    Viewer viewer = fixture.client.viewer(fixture.scope);

    assertThat(viewer).isEqualTo(new Viewer("ada", "ada", List.of("ada")));
    assertThat(fixture.warnings).hasSize(1);
  }
}
