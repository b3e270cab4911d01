package io.github.wandbjdbc.client.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    assertThat(find(GIVEN, Map.of("WANDB_API_KEY", VARIABLE))).contains(header(GIVEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void nothingGivenMeansTheEnvironment(String given) {
    assertThat(find(given, Map.of("WANDB_API_KEY", VARIABLE))).contains(header(VARIABLE));
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

    assertThat(find(null, Map.of("WANDB_API_KEY", ""))).contains(header(FILED));
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
    Surroundings surroundings =
        new Surroundings(Map.of("WANDB_PROJECT", "sound"), home, home.resolve("work"));

    Settings settings = Settings.read(surroundings);

    assertThat(settings).isEqualTo(new Settings("https://own.example.com", null, "team", "sound"));
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

  private Optional<String> find(@Nullable String given, Map<String, String> environment) {
    return CredentialLookup.find(given, LOCAL, new Surroundings(environment, home, home))
        .map(Credential::header);
  }

  private static String header(String key) {
    return okhttp3.Credentials.basic("api", key);
  }

  private void write(String file, String text) throws IOException {
    Path path = home.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
