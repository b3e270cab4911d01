package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.client.api.ApiFixture.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.ScriptedApi.Answer;
import io.github.wandbjdbc.client.api.ScriptedApi.Asked;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.client.identity.AccessTokenFile;
import io.github.wandbjdbc.client.identity.IdentityTokenFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An identity token is exchanged for access tokens, in time, once, and where it belongs. */
class IdentityTokenTest {
  private static final String JWT = "header00.claims00.signature00";
  private static final Answer SEVEN = Answer.ok("{\"data\": {\"project\": {\"runCount\": 7}}}");

  @TempDir Path directory;

  private final FixedTiming timing = new FixedTiming();
  private final CallScope scope = CallScope.unbounded();
  private ScriptedApi api;
  private Path file;
  private int exchanges;
  private Function<Asked, Answer> exchange = asked -> token("access" + ++exchanges, 3600);
  private Function<Asked, Answer> answer = asked -> SEVEN;

  @BeforeEach
  void open() throws IOException {
    file = directory.resolve("token");
    Files.writeString(file, JWT + "\n");
    api = new ScriptedApi();
    api.otherwise(asked -> (asked.path().equals("/oidc/token") ? exchange : answer).apply(asked));
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void theTokenIsExchangedOnceAndSentAsBearer() {
    try (ApiClient client = client()) {
      count(client);
      count(client);
    }

    assertThat(api.asked())
        .extracting(Asked::path)
        .containsExactly("/oidc/token", "/graphql", "/graphql");
    assertThat(api.asked().get(0).body().asText())
        .isEqualTo(
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=" + JWT);
    assertThat(api.asked().get(0).headers().getFirst("Content-Type"))
        .isEqualTo("application/x-www-form-urlencoded");
    assertThat(api.asked().get(0).headers()).doesNotContainKey("Authorization");
    assertThat(bearers()).containsExactly("Bearer access1", "Bearer access1");
  }

  @Test
  void itIsRenewedWhenFiveMinutesAreLeftFromWhatTheFileHoldsThen() throws IOException {
    try (ApiClient client = client()) {
      count(client);
      timing.pause(scope, Duration.ofSeconds(3600 - 301));
      count(client);
      timing.pause(scope, Duration.ofSeconds(1));
      Files.writeString(file, "header11.claims11.signature11");
      count(client);
    }

    assertThat(bearers()).containsExactly("Bearer access1", "Bearer access1", "Bearer access2");
    assertThat(api.asked().get(3).body().asText()).endsWith("header11.claims11.signature11");
  }

  @Test
  void aRefusedAccessTokenIsRenewedOnce() {
    answer = asked -> bearer(asked).equals("Bearer access1") ? Answer.status(401, "") : SEVEN;

    try (ApiClient client = client()) {
      assertThat(count(client)).isEqualTo(7);
    }

    assertThat(bearers()).containsExactly("Bearer access1", "Bearer access2");
  }

  @Test
  void whoIsRefusedTwiceIsRefused() {
    answer = asked -> Answer.status(401, "{\"error\": \"" + bearer(asked) + " or " + JWT + "?\"}");

    WandbException e;
    try (ApiClient client = client()) {
      e = catchThrowableOfType(WandbException.class, () -> count(client));
    }

    assertThat(e.kind()).isEqualTo(Kind.UNAUTHENTICATED);
    assertThat(e).hasMessageContaining("Bearer *** or ***?");
    assertThat(bearers()).hasSize(2);
    assertThat(exchanges).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 422, 302})
  void whatTheExchangeRefusesIsFinalAndToldWithoutTheToken(int status) {
    exchange =
        asked ->
            Answer.status(
                    status,
                    "{\"error\": \"invalid_grant\", \"error_description\": \"no %s here\"}"
                        .formatted(JWT))
                .with("Location", "http://127.0.0.1:1/elsewhere");

    WandbException e;
    try (ApiClient client = client()) {
      e = catchThrowableOfType(WandbException.class, () -> count(client));
    }

    assertThat(e.kind()).isEqualTo(Kind.UNAUTHENTICATED);
    assertThat(e)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(
            "/oidc/token answered %d (invalid_grant no *** here)".formatted(status));
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain(JWT);
    assertThat(api.asked()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"429,1 2 4", "503,1 2 4"})
  void whatMayPassIsTriedThreeTimesMore(int status, String seconds) {
    List<Answer> answers =
        new ArrayList<>(
            List.of(
                Answer.status(status, ""), Answer.status(status, ""), Answer.status(status, "")));
    exchange = asked -> answers.isEmpty() ? token("late", 3600) : answers.remove(0);

    try (ApiClient client = client()) {
      count(client);
    }

    assertThat(timing.waits())
        .containsExactlyElementsOf(
            List.of(seconds.split(" ", -1)).stream()
                .map(it -> Duration.ofSeconds(Long.parseLong(it)))
                .toList());
    assertThat(bearers()).containsExactly("Bearer late");
  }

  @Test
  void anExchangeThatFailsForGoodIsAFailureToReachTheServer() {
    exchange = asked -> Answer.status(500, JWT).with("Retry-After", "9999");

    WandbException e;
    try (ApiClient client = client(ApiOptions.builder().maxRetryTime(Duration.ZERO).build())) {
      e = catchThrowableOfType(WandbException.class, () -> count(client));
    }

    assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(e).hasMessageContaining("answered 500 to 4 attempts").hasMessageNotContaining(JWT);
    assertThat(timing.waits()).containsOnly(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>sign in</html>",
        "{}",
        "{\"access_token\": null}",
        "[7]",
        "{\"access_token\": \"a\\r\\nb\"}"
      })
  void anAnswerWithoutATokenIsMalformed(String body) {
    exchange = asked -> Answer.ok(body);

    WandbException e;
    try (ApiClient client = client()) {
      e = catchThrowableOfType(WandbException.class, () -> count(client));
    }

    assertThat(e.kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
    assertThat(e).hasMessageContaining("without an access token");
    assertThat(bearers()).isEmpty();
  }

  @Test
  void whatIsNoTokenAnyMoreIsNotSent() throws IOException {
    try (ApiClient client = client()) {
      Files.writeString(file, "something quite different");

      WandbException e = catchThrowableOfType(WandbException.class, () -> count(client));

      assertThat(e.kind()).isEqualTo(Kind.UNAUTHENTICATED);
      assertThat(e)
          .hasMessageContaining("holds no identity token")
          .hasMessageNotContaining("something quite different");
    }
    assertThat(api.asked()).isEmpty();
  }

  @Test
  void requestsSideBySideShareOneExchange() throws Exception {
    CountDownLatch isAsked = new CountDownLatch(1);
    CountDownLatch mayAnswer = new CountDownLatch(1);
    exchange =
        asked -> {
          isAsked.countDown();
          await(mayAnswer);
          return token("shared" + ++exchanges, 3600);
        };
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (ApiClient one = client();
        ApiClient other = client()) {
      List<CompletableFuture<Long>> counts = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        ApiClient client = i % 2 == 0 ? one : other;
        counts.add(CompletableFuture.supplyAsync(() -> count(client), threads));
      }
      await(isAsked);
      mayAnswer.countDown();

      for (CompletableFuture<Long> count : counts) {
        assertThat(count.get(1, TimeUnit.MINUTES)).isEqualTo(7);
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(exchanges).isEqualTo(1);
    assertThat(bearers()).hasSize(8).containsOnly("Bearer shared1");
  }

  @Test
  void whoWaitsForTheExchangeOfAnotherCanBeCancelled() throws Exception {
    CountDownLatch isAsked = new CountDownLatch(1);
    CountDownLatch mayAnswer = new CountDownLatch(1);
    exchange =
        asked -> {
          isAsked.countDown();
          await(mayAnswer);
          return token("late", 3600);
        };
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (ApiClient client = client()) {
      CallScope impatient = CallScope.unbounded();
      CompletableFuture<Long> first = CompletableFuture.supplyAsync(() -> count(client), threads);
      await(isAsked);
      CompletableFuture<WandbException> second =
          CompletableFuture.supplyAsync(
              () ->
                  catchThrowableOfType(
                      WandbException.class, () -> client.count(PROJECT, RunFilter.ALL, impatient)),
              threads);
      impatient.cancel();

      assertThat(second.get(1, TimeUnit.MINUTES).kind()).isEqualTo(Kind.CANCELLED);
      mayAnswer.countDown();
      assertThat(first.get(1, TimeUnit.MINUTES)).isEqualTo(7);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anExchangeThatIsCancelledOrSilentEndsAndIsNamed() throws Exception {
    CountDownLatch isAsked = new CountDownLatch(1);
    CountDownLatch mayAnswer = new CountDownLatch(1);
    exchange =
        asked -> {
          isAsked.countDown();
          await(mayAnswer);
          return token("late", 3600);
        };
    ExecutorService threads = Executors.newFixedThreadPool(1);
    try (ApiClient client = client();
        ApiClient hasty =
            client(
                ApiOptions.builder()
                    .requestTimeout(Duration.ofMillis(100))
                    .maxRetryTime(Duration.ZERO)
                    .build())) {
      CompletableFuture<WandbException> first =
          CompletableFuture.supplyAsync(
              () -> catchThrowableOfType(WandbException.class, () -> client.connect(scope)),
              threads);
      await(isAsked);
      scope.cancel();

      assertThat(first.get(1, TimeUnit.MINUTES).kind()).isEqualTo(Kind.CANCELLED);
      WandbException silent =
          catchThrowableOfType(WandbException.class, () -> hasty.connect(CallScope.unbounded()));
      assertThat(silent.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(silent)
          .hasMessageContaining("as the holder of the identity token: ")
          .hasMessageContaining("the exchange of the identity token at http://")
          .hasMessageContaining("/oidc/token timed out");
    } finally {
      mayAnswer.countDown();
      threads.shutdownNow();
    }
  }

  @Test
  void theTokenOfAnotherProgramIsUsedWhileItIsGood() throws IOException {
    Files.writeString(
        directory.resolve("credentials.json"),
        "{\"credentials\": {\"%s\": {\"access_token\": \"kept\", \"expires_at\": \"%s\"}}}"
            .formatted(api.baseUrl(), "2026-01-01 00:05:01"));

    try (ApiClient client = client()) {
      count(client);
      timing.pause(scope, Duration.ofSeconds(1));
      count(client);
    }
    try (ApiClient later = client()) {
      count(later);
    }

    assertThat(bearers()).containsExactly("Bearer kept", "Bearer access1", "Bearer access1");
    assertThat(exchanges).isEqualTo(1);
  }

  @Test
  void aKeptTokenThatIsRefusedIsReplaced() throws IOException {
    Files.writeString(
        directory.resolve("credentials.json"),
        "{\"credentials\": {\"%s\": {\"access_token\": \"kept\", \"expires_at\": \"%s\"}}}"
            .formatted(api.baseUrl(), "2027-01-01 00:00:00"));
    answer = asked -> bearer(asked).equals("Bearer kept") ? Answer.status(401, "") : SEVEN;

    try (ApiClient client = client()) {
      count(client);
    }

    assertThat(bearers()).containsExactly("Bearer kept", "Bearer access1");
  }

  @Test
  void theTokensOfOthersAreTheirs() throws IOException {
    try (ApiClient client = client()) {
      count(client);
    }
    Files.writeString(file, "other000.claims22.signature22");

    try (ApiClient other = client()) {
      count(other);
    }

    assertThat(bearers()).containsExactly("Bearer access1", "Bearer access2");
  }

  @Test
  void noTextShowsIt() {
    Credential credential = credential();

    assertThat(credential + " " + credential.fingerprint()).doesNotContain(JWT);
    assertThat(ApiOptions.builder().credential(credential).build().toString()).doesNotContain(JWT);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("nobody came");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Answer token(String value, int seconds) {
    return Answer.ok(
        "{\"access_token\": \"%s\", \"expires_in\": %d, \"token_type\": \"Bearer\"}"
            .formatted(value, seconds));
  }

  private static String bearer(Asked asked) {
    return String.valueOf(asked.headers().getFirst("Authorization"));
  }

  private List<String> bearers() {
    return api.asked().stream()
        .filter(asked -> asked.path().equals("/graphql"))
        .map(IdentityTokenTest::bearer)
        .toList();
  }

  private Credential credential() {
    return Credential.of(
        new IdentityTokenFile(file, "the test"),
        new AccessTokenFile(directory.resolve("credentials.json"), true));
  }

  private ApiClient client() {
    return client(ApiOptions.DEFAULTS);
  }

  private ApiClient client(ApiOptions options) {
    return ApiClient.open(
        options.toBuilder().baseUrl(api.baseUrl()).credential(credential()).build(), timing);
  }

  private long count(ApiClient client) {
    return client.count(PROJECT, RunFilter.ALL, scope);
  }
}
