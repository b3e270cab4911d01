package io.github.wandbjdbc.client.api.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialLookupTest {
  private static final String GIVEN = "g".repeat(40);
  private static final String VARIABLE = "v".repeat(86);
  private static final String FILED = "local-" + "f".repeat(40);
  private static final BaseUrl LOCAL = BaseUrl.of("http://localhost:8080/");

  private final Path home;

  CredentialLookupTest(@TempDir Path home) {
    this.home = home;
  }

  @Test
  void whatTheUserGaveComesFirst() {
    assertThat(find(GIVEN, ofLocal("WANDB_API_KEY", VARIABLE))).contains(header(GIVEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void nothingGivenMeansTheEnvironment(String given) {
    assertThat(find(given, ofLocal("WANDB_API_KEY", VARIABLE))).contains(header(VARIABLE));
  }

  /** Whose key goes where: what is asked, WANDB_BASE_URL, the user's settings, the directory's. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          https://api.wandb.ai        | -                       | -                   | -                 | true
          https://api.wandb.ai/       | https://api.wandb.ai    | https://own.example | -                 | true
          https://api.wandb.ai        | https://own.example     | -                   | -                 | false
          https://api.wandb.ai        | -                       | https://own.example | -                 | false
          https://own.example         | -                       | -                   | -                 | false
          https://own.example         | https://own.example/    | -                   | -                 | true
          https://own.example:443     | https://own.example     | -                   | -                 | true
          https://own.example/wandb   | https://own.example     | -                   | -                 | true
          https://own.example:8443    | https://own.example     | -                   | -                 | false
          http://own.example          | https://own.example     | -                   | -                 | false
          https://sub.own.example     | https://own.example     | -                   | -                 | false
          https://OWN.example         | https://own.example     | -                   | -                 | true
          https://own.example         | -                       | https://own.example | -                 | true
          https://own.example         | https://other.example   | https://own.example | -                 | false
          https://evil.example        | -                       | -                   | https://evil.example | false
          https://own.example         | -                       | https://own.example | https://evil.example | true
          https://api.wandb.ai        | nonsense                | -                   | -                 | false
          http://localhost:8080       | http://localhost:8080   | -                   | -                 | true
          """)
  void theEnvironmentsKeyGoesWhereTheUsersOwnConfigurationLeads(
      String asked,
      @Nullable String variable,
      @Nullable String ofUser,
      @Nullable String ofDirectory,
      boolean goes)
      throws IOException {
    settings(home.resolve(".config/wandb/settings"), ofUser);
    settings(home.resolve("work/wandb/settings"), ofDirectory);
    Map<String, String> environment = new HashMap<>(Map.of("WANDB_API_KEY", VARIABLE));
    if (variable != null) {
      environment.put("WANDB_BASE_URL", variable);
    }
    ProcessEnvironment surroundings =
        new ProcessEnvironment(environment, home, home.resolve("work"));

    Optional<Credential> found = CredentialLookup.find(null, BaseUrl.of(asked), surroundings);

    assertThat(found.isPresent()).isEqualTo(goes);
    assertThat(CredentialLookup.find(GIVEN, BaseUrl.of(asked), surroundings)).isPresent();
  }

  @Test
  void theNetrcFileServesTheHostsThatItNamesWhoseverTheEnvironmentIs() throws IOException {
    write(".netrc", "machine own.example password " + FILED);
    Map<String, String> environment = Map.of("WANDB_API_KEY", VARIABLE);

    assertThat(find(null, BaseUrl.of("https://own.example"), environment)).contains(header(FILED));
    assertThat(find(null, BaseUrl.of("https://other.example"), environment)).isEmpty();
    assertThat(find(null, BaseUrl.PUBLIC, environment)).contains(header(VARIABLE));
  }

  @Test
  void aKeyForAnotherHostNeedNotBeOne() {
    Map<String, String> environment = Map.of("WANDB_API_KEY", "not a key");

    assertThat(find(null, BaseUrl.of("https://own.example"), environment)).isEmpty();
  }

  @Test
  void aKeyAndAnIdentityOfTheEnvironmentAreOneTooMany() {
    Map<String, String> environment =
        Map.of("WANDB_API_KEY", VARIABLE, "WANDB_IDENTITY_TOKEN_FILE", "token");

    assertThatThrownBy(() -> find(null, BaseUrl.PUBLIC, environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("both WANDB_API_KEY and WANDB_IDENTITY_TOKEN_FILE are set");
  }

  @Test
  void theIdentityOfTheEnvironmentGoesWhereItsKeyWould() throws IOException {
    write("token", "aaa.bbb.ccc\n");
    Map<String, String> environment = Map.of("WANDB_IDENTITY_TOKEN_FILE", "~/token");
    ProcessEnvironment surroundings = new ProcessEnvironment(environment, home, home);

    assertThat(CredentialLookup.find(null, BaseUrl.PUBLIC, surroundings))
        .hasValueSatisfying(found -> assertThat(found).isInstanceOf(IdentityToken.class));
    assertThat(CredentialLookup.find(null, LOCAL, surroundings)).isEmpty();
  }

  @Test
  void whatWasLookedIntoIsTold() throws IOException {
    ProcessEnvironment bare = new ProcessEnvironment(Map.of(), home, home);
    ProcessEnvironment other =
        new ProcessEnvironment(
            Map.of("WANDB_API_KEY", VARIABLE, "NETRC", "~/passwords"), home, home);
    write("passwords", "machine api.wandb.ai password " + FILED);

    assertThat(CredentialLookup.missing(BaseUrl.PUBLIC, bare))
        .contains("WANDB_API_KEY and WANDB_IDENTITY_TOKEN_FILE not set")
        .contains(home.resolve(".netrc") + ", for machine api.wandb.ai, is absent")
        .contains("`wandb login`");
    assertThat(CredentialLookup.missing(LOCAL, other))
        .contains("WANDB_API_KEY is set, but is for https://api.wandb.ai alone")
        .contains("WANDB_BASE_URL=http://localhost:8080 would")
        .contains(home.resolve("passwords") + " has no line for machine localhost:8080")
        .contains("`wandb login --host=http://localhost:8080`")
        .doesNotContain(VARIABLE, FILED);
  }

  @Test
  void homeIsWhereTheVariableSays() {
    Path user = home.resolve("jvm");

    assertThat(ProcessEnvironment.of(Map.of("HOME", home.toString()), user, home).home())
        .isEqualTo(home);
    assertThat(ProcessEnvironment.of(Map.of("HOME", ""), user, home).home()).isEqualTo(user);
    assertThat(ProcessEnvironment.of(Map.of(), user, home).home()).isEqualTo(user);
  }

  @Test
  void theNetrcFileKnowsHostsWithTheirPort() throws IOException {
    Files.writeString(
        home.resolve(".netrc"),
        """
        # the public service
        machine api.wandb.ai login user password %s
        machine localhost
          login user
          password %s
        machine localhost:8080
          login password
          password %s
        default login x password %s
        """
            .formatted(GIVEN, GIVEN, FILED, GIVEN));

    assertThat(find(null, ofLocal("WANDB_API_KEY", ""))).contains(header(FILED));
  }

  @Test
  void theNetrcFileMayLieElsewhere() throws IOException {
    Path elsewhere = home.resolve("elsewhere");
    Files.writeString(elsewhere, "machine localhost:8080 password " + FILED);
    Files.writeString(home.resolve("_netrc"), "machine localhost:8080 password " + GIVEN);

    assertThat(find(null, Map.of("NETRC", elsewhere.toString()))).contains(header(FILED));
    assertThat(find(null, Map.of("NETRC", "~/elsewhere"))).contains(header(FILED));
    assertThat(find(null, Map.of())).contains(header(GIVEN));
  }

  @Test
  void thereMayBeNone() throws IOException {
    Files.writeString(home.resolve(".netrc"), "default login x password " + GIVEN);

    assertThat(find(null, Map.of())).isEmpty();
  }

  @Test
  void aMalformedKeyIsNotRepeated() {
    assertThatThrownBy(() -> find("short-secret", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("of this connection is malformed: it has 12 characters")
        .hasMessageNotContaining("short-secret");
  }

  @Test
  void settingsFilesYieldToEachOtherAndToTheEnvironment() throws IOException {
    write(
        ".config/wandb/settings",
        """
        [default]
        base_url = https://own.example.com
        entity = own
        ; project = not this
        [other]
        project = nor this
        """);
    write("work/wandb/settings", "[default]\nentity=team\nproject=vision\n");
    ProcessEnvironment surroundings =
        new ProcessEnvironment(Map.of("WANDB_PROJECT", "sound"), home, home.resolve("work"));

    Settings settings = Settings.read(surroundings);

    assertThat(settings).isEqualTo(new Settings(null, "team", "sound"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.wandb.ai/,https://api.wandb.ai,api.wandb.ai,https://wandb.ai",
    "https://api.example.com//,https://api.example.com,api.example.com,https://app.example.com",
    "http://localhost:8080/,http://localhost:8080,localhost:8080,http://localhost:8080",
    "https://example.com/wandb/,https://example.com/wandb,example.com,https://example.com/wandb",
    "https://api.eu.wandb.ai,https://api.eu.wandb.ai,api.eu.wandb.ai,https://app.eu.wandb.ai",
  })
  void aBaseUrlKnowsItsMachineAndItsApp(String text, String url, String machine, String app) {
    BaseUrl base = BaseUrl.of(text);

    assertThat(base).hasToString(url);
    assertThat(base.machine()).isEqualTo(machine);
    assertThat(base.appUrl()).isEqualTo(app);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://wandb.ai",
        "http://api.wandb.ai",
        "ftp://example.com",
        "example.com",
        "https://",
        "https://user:secret@example.com",
        "https://example.com?key=secret",
        "https://exa mple.com/secret",
      })
  void whatIsNoBaseUrlIsRefused(String text) {
    assertThatThrownBy(() -> BaseUrl.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }

  /** An environment that belongs to {@link #LOCAL}. */
  private static Map<String, String> ofLocal(String name, String value) {
    return Map.of("WANDB_BASE_URL", LOCAL.toString(), name, value);
  }

  private Optional<String> find(@Nullable String given, Map<String, String> environment) {
    return find(given, LOCAL, environment);
  }

  private Optional<String> find(
      @Nullable String given, BaseUrl baseUrl, Map<String, String> environment) {
    return CredentialLookup.find(given, baseUrl, new ProcessEnvironment(environment, home, home))
        .map(found -> ((ApiKey) found).header());
  }

  private static String header(String key) {
    return okhttp3.Credentials.basic("api", key);
  }

  private static void settings(Path file, @Nullable String baseUrl) throws IOException {
    if (baseUrl != null) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, "[default]\nbase_url = " + baseUrl + "\n");
    }
  }

  private void write(String file, String text) throws IOException {
    Path path = home.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
