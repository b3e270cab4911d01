package io.github.wandbjdbc.client.api.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the API is, and whether that may be believed. */
class ApiLocationTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          https://a.example | https://b.example | https://c.example | https://d.example | https://a.example
          -                 | https://b.example | https://c.example | https://d.example | https://b.example
          -                 | -                 | https://c.example | https://d.example | https://c.example
          -                 | -                 | -                 | https://d.example | https://d.example
          -                 | -                 | -                 | -                 | https://api.wandb.ai
          """)
  void theConnectionGoesBeforeTheEnvironmentBeforeTheDirectoryBeforeTheUser(
      @Nullable String given,
      @Nullable String variable,
      @Nullable String ofDirectory,
      @Nullable String ofUser,
      String expected)
      throws IOException {
    ProcessEnvironment surroundings = surroundings(variable, ofDirectory, ofUser);

    ApiLocation location = ApiLocation.find(given, surroundings);

    assertThat(location.baseUrl()).hasToString(expected);
    assertThat(location.warning().isPresent()).isEqualTo(expected.equals("https://c.example"));
  }

  @Test
  void aWarningTellsOfTheFileOfTheWorkingDirectory() throws IOException {
    ApiLocation location = ApiLocation.find(null, surroundings(null, "https://c.example", null));

    assertThat(location.warning())
        .hasValueSatisfying(
            warning ->
                assertThat(warning)
                    .contains("https://c.example")
                    .contains(directory.resolve("work/wandb/settings").toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://c.example", "http://10.0.0.1", "http://localhost.example"})
  void aDirectoryDoesNotHaveCredentialsSentForAllToRead(String baseUrl) throws IOException {
    ApiLocation ofDirectory = ApiLocation.find(null, surroundings(null, baseUrl, null));
    ApiLocation ofVariable = ApiLocation.find(null, surroundings(baseUrl, baseUrl, null));

    assertThatThrownBy(ofDirectory::checkCredential)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(baseUrl)
        .hasMessageContaining("wandb/settings")
        .hasMessageContaining("WANDB_BASE_URL");
    assertThatCode(ofVariable::checkCredential).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://c.example",
        "http://localhost:8080",
        "http://127.0.0.1:8080",
        "http://[::1]:8080"
      })
  void butToThisMachineOrEncrypted(String baseUrl) throws IOException {
    ApiLocation location = ApiLocation.find(null, surroundings(null, baseUrl, null));

    assertThatCode(location::checkCredential).doesNotThrowAnyException();
  }

  private ProcessEnvironment surroundings(
      @Nullable String variable, @Nullable String ofDirectory, @Nullable String ofUser)
      throws IOException {
    Map<String, String> environment = new HashMap<>();
    if (variable != null) {
      environment.put("WANDB_BASE_URL", variable);
    }
    write(directory.resolve("work/wandb/settings"), ofDirectory);
    write(directory.resolve("config/settings"), ofUser);
    environment.put("WANDB_CONFIG_DIR", "~/config");
    return new ProcessEnvironment(environment, directory, directory.resolve("work"));
  }

  private static void write(Path file, @Nullable String baseUrl) throws IOException {
    if (baseUrl != null) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, "[default]\nbase_url = " + baseUrl + "\n");
    }
  }
}
