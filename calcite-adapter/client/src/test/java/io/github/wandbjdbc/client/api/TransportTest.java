package io.github.wandbjdbc.client.api;

import static io.github.wandbjdbc.client.api.ApiFixture.CANARY;
import static io.github.wandbjdbc.client.api.ApiFixture.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.ScriptedApi.Answer;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.http.AttemptBounds;
import io.github.wandbjdbc.client.api.http.Endpoint;
import io.github.wandbjdbc.client.api.http.Transport;
import io.github.wandbjdbc.client.network.Certificates;
import io.github.wandbjdbc.client.network.NetworkOptions;
import io.github.wandbjdbc.client.network.Proxies;
import io.github.wandbjdbc.client.network.ProxyServer;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransportTest {
  private static final String SEVEN = "{\"data\": {\"project\": {\"runCount\": 7}}}";

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
  @ValueSource(ints = {408, 418, 429, 500, 502, 503, 504})
  void whatMayPassIsTriedAgain(int status) {
    fixture.api.answers(Answer.status(status, "<html>busy</html>"), Answer.ok(SEVEN));

    assertThat(count()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({
    "400,BAD_REQUEST",
    "401,UNAUTHENTICATED",
    "403,FORBIDDEN",
    "404,NOT_FOUND",
    "409,BAD_REQUEST",
    "410,BAD_REQUEST",
    "413,BAD_REQUEST",
    "422,BAD_REQUEST",
    "501,SERVER_ERROR",
    "302,MALFORMED_RESPONSE"
  })
  void whatIsFinalIsNotTriedAgain(int status, Kind kind) {
    fixture.api.answers(
        Answer.status(status, "{\"errors\": [{\"message\": \"no\"}]}")
            .with("Location", "http://127.0.0.1:1/elsewhere"));

    WandbException e = failure();

    assertThat(e.kind()).isEqualTo(kind);
    assertThat(e).hasMessageContaining("answered " + status + " (no)");
    assertThat(fixture.api.asked()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Retry-After|7|7000",
        "Retry-After|0.25|250",
        "Retry-After|Thu, 01 Jan 2026 00:00:09 GMT|9000",
        "Retry-After|soon|250",
        "Retry-After|-1|250",
      })
  void theServerSaysHowLongToWait(String header, String value, long millis) {
    fixture.api.answers(Answer.status(429, "").with(header, value), Answer.ok(SEVEN));

    count();

    assertThat(fixture.timing.waits().get(0).toMillis()).isBetween(millis, millis + 1);
  }

  @Test
  void aWaitLongerThanTheTimeForRetriesIsNotBegun() {
    fixture.api.answers(Answer.status(429, "").with("Retry-After", "3600"));

    WandbException e = failure();

    assertThat(e.kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(e).hasMessageContaining("asks to wait 3600 s");
    assertThat(fixture.timing.waits()).isEmpty();
  }

  @Test
  void theLastFailureCarriesTheEarlierOnes() {
    fixture.api.otherwise(asked -> Answer.status(429, "{\"error\": \"rate limit exceeded\"}"));

    WandbException e = failure();

    assertThat(e.kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(e)
        .hasMessageContaining(
            "number of runs of ml/vision: the API still answered 429 (rate limit exceeded) after");
    assertThat(e.getSuppressed()).hasSize(fixture.api.asked().size() - 1);
    Duration waited = fixture.timing.waits().stream().reduce(Duration.ZERO, Duration::plus);
    assertThat(waited).isLessThanOrEqualTo(ApiOptions.DEFAULTS.maxRetryTime());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200|{\"errors\": [{\"message\": \"rate limit exceeded\"}], \"data\": null}",
        "200|{\"data\": {\"project\": null}, \"errors\": [{\"message\": \"Rate limit exceeded\"}]}",
        "200|{\"errors\": [\"Too Many Requests\"]}",
        "200|{\"error\": \"API rate limit for this project exceeded\"}",
        "400|{\"errors\": [{\"message\": \"rate limit exceeded\"}]}",
        "403|{\"error\": \"you are being rate limited\"}",
      })
  void aRateLimitIsOneWhateverTheStatus(int status, String body) {
    fixture.api.answers(Answer.status(status, body), Answer.ok(SEVEN));
    assertThat(count()).isEqualTo(7);
    assertThat(fixture.timing.waits()).hasSize(1);
    fixture.api.otherwise(asked -> Answer.status(status, body));

    WandbException e = failure();

    assertThat(e.kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(e).hasMessageContaining("maxRetryTime");
    assertThat(fixture.client.context().endpoint().limit().state(Duration.ZERO).allowed())
        .isEqualTo(1);
  }

  @Test
  void aWaitThatA200AsksForIsWaited() {
    fixture.api.answers(
        Answer.ok("{\"errors\": [{\"message\": \"rate limit exceeded\"}]}")
            .with("Retry-After", "7"),
        Answer.ok(SEVEN));

    count();

    assertThat(fixture.timing.waits()).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void whatIsNamedLikeALimitIsNone() {
    fixture.api.answers("{\"errors\": [{\"message\": \"Cannot query field \\\"rateLimit\\\"\"}]}");

    assertThat(failure().kind()).isEqualTo(Kind.BAD_REQUEST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "https://localhost:1/graphql?a=secret|a redirect to https://localhost:1; set baseUrl=https://localhost:1",
        "/wandb/graphql|set baseUrl=http://localhost:",
        "https://u:secret@api.example.com/graphql|if that is your server, set baseUrl=https://api.example.com",
        "https://login.example.com/secret?token=secret|a redirect to https://login.example.com; a login page",
        "https://wandb.ai/graphql|a redirect to https://wandb.ai; a login page",
        "mailto:secret|a redirect to nowhere",
        "none|a redirect to nowhere",
      })
  void aRedirectNamesItsTargetAndWhatToSet(String location, String message) {
    Answer answer = Answer.status(307, "");
    fixture.api.answers(location == null ? answer : answer.with("Location", location));

    WandbException e = failure();

    assertThat(e.kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
    assertThat(e).hasMessageContaining("answered 307").hasMessageContaining(message);
    assertThat(e).hasMessageNotContaining("secret");
    assertThat(fixture.api.asked()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<title>Sign LF in RLO &amp; on</title>|a web page titled 'Sign in & on', not the API's answer",
        "<!DOCTYPE html><TITLE lang=de> LF </TITLE><h1>Halt</h1>|titled 'Halt'",
        "<html><p>no name</p>|a web page, not the API's answer",
        "go away|answered 403: 'go away'",
      })
  void whatTheApiDoesNotSayIsCalledWhatItIs(String body, String message) {
    String page = body.replace("LF", "\n").replace("RLO", "\u202e");
    fixture.api.answers(Answer.status(403, "\n" + page));

    assertThat(failure()).hasMessageContaining(message);
  }

  @Test
  void aPageInPlaceOfAnAnswerIsNamedBriefly() {
    fixture.api.answers("<html><title>%s %s</title>".formatted(CANARY, "x".repeat(10_000)));

    WandbException e = failure();

    assertThat(e.kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
    assertThat(e).hasMessageContaining("answered with a web page titled '***");
    assertThat(e.getMessage()).hasSizeLessThan(400).doesNotContain(CANARY);
  }

  @ParameterizedTest
  @CsvSource({"8,1", "4,2", "1,8", "1,100"})
  void programsThatShareTheRateDivideTheRequestsUnderWay(int own, int programs) {
    ApiOptions options = ApiOptions.builder().rateShare(programs).build();

    assertThat(options.ownConcurrentRequests()).isEqualTo(own);
  }

  @ParameterizedTest
  @CsvSource({"1,3.0,false", "4,3.0,true", "4,3.5,false", "4,0,true"})
  void programsThatShareTheRateLeaveOthersTheirRestOfTheQuota(
      int programs, String remaining, boolean waits) throws IOException {
    Answer answer =
        new Answer(200, SEVEN, Map.of("RateLimit-Remaining", remaining, "RateLimit-Reset", "2"));
    try (ApiFixture one = new ApiFixture(ApiOptions.builder().rateShare(programs).build())) {
      one.api.answers(answer, Answer.ok(SEVEN));

      one.client.count(ApiFixture.PROJECT, RunFilter.ALL, one.scope);
      one.client.count(ApiFixture.PROJECT, RunFilter.ALL, one.scope);

      assertThat(one.timing.waits()).hasSize(waits ? 1 : 0);
    }
  }

  @Test
  void manyClientsAreOneToTheServer() {
    List<ApiClient> clients = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      clients.add(ApiClient.open(ApiOptions.DEFAULTS));
    }

    assertThat(clients).extracting(ApiClient::viewpoint).containsOnly(clients.get(0).viewpoint());
    assertThat(clients)
        .extracting(client -> client.context().endpoint().http())
        .containsOnly(clients.get(0).context().endpoint().http());
    assertThat(clients)
        .extracting(client -> client.context().endpoint().limit())
        .containsOnly(clients.get(0).context().endpoint().limit());

    clients.forEach(ApiClient::close);
    clients.forEach(ApiClient::close);
    assertThat(ApiClient.open(ApiOptions.DEFAULTS).viewpoint())
        .isNotEqualTo(clients.get(0).viewpoint());
  }

  @Test
  void networksShareNothingButTheLimit() {
    ApiOptions ours =
        ApiOptions.builder().network(through("http://u:ours@proxy.example:3128")).build();
    ApiOptions theirs =
        ApiOptions.builder().network(through("http://u:theirs@proxy.example:3128")).build();

    try (ApiClient one = ApiClient.open(ours);
        ApiClient same = ApiClient.open(ours);
        ApiClient other = ApiClient.open(theirs)) {
      assertThat(same.viewpoint()).isEqualTo(one.viewpoint());
      assertThat(other.viewpoint()).isNotEqualTo(one.viewpoint());
      assertThat(other.context().endpoint().http()).isNotEqualTo(one.context().endpoint().http());
      assertThat(other.context().endpoint().limit()).isEqualTo(one.context().endpoint().limit());
      one.context().endpoint().quietUntil(7, 0);
      assertThat(other.context().endpoint().quiet(0)).isEqualTo(Duration.ofNanos(7));
    }
  }

  private static NetworkOptions through(String proxy) {
    return new NetworkOptions(
        Proxies.always(ProxyServer.of(proxy, "the test")), Certificates.OF_THE_JVM);
  }

  @Test
  void aUsedUpQuotaIsWaitedFor() {
    Answer last =
        new Answer(200, SEVEN, Map.of("RateLimit-Remaining", "0", "RateLimit-Reset", "3.5"));
    fixture.api.answers(last, Answer.ok(SEVEN));

    count();
    count();

    assertThat(fixture.timing.waits()).containsExactly(Duration.ofMillis(3500));
  }

  @ParameterizedTest
  @CsvSource({"1767225604,4000", "1767225604000,4000", "1767225000,0", "1900000000,60000"})
  void aQuotaMayBeRenewedAtATimeOfDay(String reset, long millis) {
    Answer last =
        new Answer(200, SEVEN, Map.of("RateLimit-Remaining", "0", "RateLimit-Reset", reset));
    fixture.api.answers(last, Answer.ok(SEVEN));

    count();
    count();

    assertThat(fixture.timing.waits().stream().mapToLong(Duration::toMillis).sum())
        .isEqualTo(millis);
    assertThat(fixture.warnings).hasSize(millis == 0 ? 0 : 1);
  }

  @Test
  void aLaterAnswerCorrectsAnEarlierOne() {
    Map<String, String> usedUp = Map.of("RateLimit-Remaining", "0", "RateLimit-Reset", "50");
    Map<String, String> soon = Map.of("RateLimit-Remaining", "0", "RateLimit-Reset", "2");
    var endpoint = fixture.client.context().endpoint();
    fixture.api.answers(
        new Answer(200, SEVEN, usedUp), new Answer(200, SEVEN, soon), Answer.ok(SEVEN));

    count();
    assertThat(endpoint.quiet(fixture.timing.nanoTime())).isEqualTo(Duration.ofSeconds(50));
    count();

    assertThat(endpoint.quiet(fixture.timing.nanoTime())).isEqualTo(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.001", "-5", "Thu, 01 Jan 1970 00:00:00 GMT"})
  void aServerThatAsksForNoWaitIsNotAskedAllTheTime(String retryAfter) {
    for (int i = 0; i < 100; i++) {
      fixture.api.answers(Answer.status(429, "").with("Retry-After", retryAfter));
    }

    WandbException e = catchThrowableOfType(WandbException.class, this::count);

    assertThat(e.kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(fixture.timing.waits()).hasSizeLessThan(15);
    assertThat(fixture.warnings).singleElement().asString().contains("slow down");
  }

  @Test
  void whatOneConnectionIsRefusedSlowsTheOthersToo() throws IOException {
    FixedTiming otherClock = new FixedTiming();
    ApiOptions impatient = ApiOptions.builder().maxRetryTime(Duration.ofSeconds(7)).build();
    try (ApiFixture one = new ApiFixture(impatient);
        ApiClient other = ApiClient.open(one.client.context().options(), otherClock)) {
      one.api.answers(
          Answer.status(429, ""),
          Answer.status(429, "").with("Retry-After", "7"),
          Answer.ok(SEVEN));
      WandbException e =
          catchThrowableOfType(
              WandbException.class, () -> one.client.count(PROJECT, RunFilter.ALL, one.scope));
      assertThat(e.kind()).isEqualTo(Kind.RATE_LIMITED);

      other.count(PROJECT, RunFilter.ALL, one.scope);

      assertThat(other.context().endpoint().limit().state(Duration.ZERO).allowed()).isEqualTo(2);
    }
    assertThat(otherClock.waits()).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void aHostThatWasNeverHeardOfIsGivenUpSoon() {
    fixture.api.close();

    WandbException e = failure();

    assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(fixture.timing.nanoTime()).isLessThan(Duration.ofSeconds(6).toNanos());
  }

  @Test
  void theKeyIsSentAsBasicAndShownNowhere() {
    fixture.api.otherwise(
        asked -> {
          String sent = asked.headers().getFirst("Authorization").substring("Basic ".length());
          return Answer.status(401, "{\"errors\": [\"bad key %s or %s\"]}".formatted(CANARY, sent));
        });

    WandbException e = failure();

    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    String sent = fixture.api.asked().get(0).headers().getFirst("Authorization");
    assertThat(sent).isEqualTo(okhttp3.Credentials.basic("api", CANARY));
    assertThat(trace.toString())
        .contains("bad key *** or ***")
        .doesNotContain(CANARY)
        .doesNotContain(sent.substring("Basic ".length()));
    assertThat(fixture.client.context().options().toString()).doesNotContain(CANARY);
  }

  @Test
  void anAnswerThatIsTooLargeIsRefused() {
    Endpoint endpoint = fixture.client.context().endpoint();
    Transport transport =
        new Transport(fixture.client.context().options(), endpoint, fixture.timing, 1 << 20);
    fixture.api.answers(Answer.ok("x".repeat(2 << 20)));

    WandbException e =
        catchThrowableOfType(WandbException.class, () -> post(transport, fixture.scope));

    assertThat(e.kind()).isEqualTo(Kind.LIMIT_EXCEEDED);
    assertThat(e).hasMessageContaining("larger than 1 MB");
  }

  @Test
  void whatIsUnpackedCounts() {
    try (StandIn standIn = StandIn.start()) {
      standIn.fails(Fault.body(200, "x".repeat(2 << 20)));
      ApiOptions options =
          ApiOptions.builder().baseUrl(BaseUrl.of("http://" + standIn.hostAndPort())).build();
      Endpoint endpoint = Endpoint.join(options);
      Transport transport = new Transport(options, endpoint, fixture.timing, 1 << 20);

      WandbException e =
          catchThrowableOfType(WandbException.class, () -> post(transport, CallScope.unbounded()));

      endpoint.leave(options);
      assertThat(e.kind()).isEqualTo(Kind.LIMIT_EXCEEDED);
    }
  }

  @Test
  void cancellingAbortsWhatIsInFlight() throws InterruptedException {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    fixture.api.otherwise(
        asked -> {
          arrived.countDown();
          await(released);
          return Answer.ok(SEVEN);
        });
    CompletableFuture<Long> answer = CompletableFuture.supplyAsync(this::count);
    arrived.await();

    fixture.scope.cancel();

    ExecutionException e = catchThrowableOfType(ExecutionException.class, answer::get);
    released.countDown();
    assertThat(e.getCause())
        .isInstanceOfSatisfying(
            WandbException.class, cause -> assertThat(cause.kind()).isEqualTo(Kind.CANCELLED));
  }

  @Test
  void aStatementThatTakesTooLongTimesOut() {
    CountDownLatch released = new CountDownLatch(1);
    fixture.api.otherwise(
        asked -> {
          await(released);
          return Answer.ok(SEVEN);
        });
    CallScope scope = new CallScope(Duration.ofMillis(200), warning -> {});

    WandbException e =
        catchThrowableOfType(
            WandbException.class, () -> fixture.client.count(PROJECT, RunFilter.ALL, scope));

    released.countDown();
    assertThat(e.kind()).isEqualTo(Kind.TIMEOUT);
  }

  @Test
  void noMoreRequestsAreUnderWayThanTheSmallestWish() {
    ApiOptions two =
        fixture.client.context().options().toBuilder().maxConcurrentRequests(2).build();
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CyclicBarrier pairs = new CyclicBarrier(2);
    fixture.api.otherwise(
        asked -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          meet(pairs);
          now.decrementAndGet();
          return Answer.ok(SEVEN);
        });

    try (ApiClient other = ApiClient.open(two)) {
      assertThat(other.context().endpoint()).isSameAs(fixture.client.context().endpoint());
      var answers =
          IntStream.range(0, 8)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          this::count, runnable -> new Thread(runnable).start()))
              .toList();
      answers.forEach(CompletableFuture::join);
    }

    assertThat(most.get()).isEqualTo(2);
  }

  @Test
  void theLastClientClosesItsEndpoint() {
    int before = Endpoint.count();
    ApiClient first =
        ApiClient.open(fixture.client.context().options().toBuilder().credential(null).build());
    ApiClient second =
        ApiClient.open(fixture.client.context().options().toBuilder().credential(null).build());
    assertThat(Endpoint.count()).isEqualTo(before + 1);

    first.close();
    first.close();
    assertThat(Endpoint.count()).isEqualTo(before + 1);
    second.close();

    assertThat(Endpoint.count()).isEqualTo(before);
  }

  private long count() {
    return fixture.client.count(PROJECT, RunFilter.ALL, fixture.scope);
  }

  private WandbException failure() {
    return catchThrowableOfType(WandbException.class, this::count);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void post(Transport transport, CallScope scope) {
    Question question = Question.of(Document.VIEWER, "a test");
    AttemptBounds bounds = AttemptBounds.ofStatement(ApiOptions.DEFAULTS);
    transport.post(question.request(question.asked(Set.of())), bounds, scope);
  }
}
