package io.github.wandbjdbc.client.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official client's file of access tokens, which is shared with it. */
class AccessTokenFileTest {
  private static final String HOST = "https://api.wandb.ai";
  private static final AccessToken TOKEN =
      new AccessToken("fresh", Instant.parse("2026-01-01T10:20:30Z"));

  @TempDir Path directory;

  @Test
  void whatTheOfficialClientWroteIsRead() throws IOException {
    AccessTokenFile file =
        holding(
            """
            {"other": [1], "credentials": {
              "https://else.example": {"access_token": "x", "expires_at": "2020-01-01 00:00:00"},
              "https://api.wandb.ai": {"access_token": "fresh", "expires_at": "2026-01-01 10:20:30",
                "scope": "all"}}}
            """);

    assertThat(file.read(HOST, "me")).contains(TOKEN);
    assertThat(file.read("https://nowhere.example", "me")).isEmpty();
    assertThat(new AccessTokenFile(file.path(), false).read(HOST, "me")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"credentials\": []}",
        "{\"credentials\": {\"https://api.wandb.ai\": null}}",
        "{\"credentials\": {\"https://api.wandb.ai\": {\"access_token\": \"x\"}}}",
        "{\"credentials\": {\"https://api.wandb.ai\": {\"access_token\": \"x\","
            + " \"expires_at\": \"soon\"}}}",
        "{\"credentials\": {\"https://api.wandb.ai\": {\"access_token\": \"a b\\n\","
            + " \"expires_at\": \"2026-01-01 10:20:30\"}}}",
        "{\"credentials\": {\"https://api.wandb.ai\": {\"access_token\": \"x\","
            + " \"expires_at\": \"2026-01-01 10:20",
      })
  void whatCannotBeUnderstoodIsNoToken(String content) throws IOException {
    assertThat(holding(content).read(HOST, "me")).isEmpty();
  }

  @Test
  void whatIsWrittenIsTheOwnersAloneAndLeavesOthersIn() throws IOException {
    AccessTokenFile file =
        holding(
            "{\"credentials\": {\"https://else.example\": {\"access_token\": \"x\", \"n\": 1},"
                + " \"https://api.wandb.ai\": {\"access_token\": \"old\"}}, \"version\": 2}");
    permit(file.path(), "rw-r--r--");

    file.write(HOST, "me", TOKEN);

    JsonNode written = JsonMapper.builder().build().readTree(file.path().toFile());
    assertThat(written.at("/credentials/https:~1~1else.example/n").asInt()).isEqualTo(1);
    assertThat(written.at("/version").asInt()).isEqualTo(2);
    JsonNode ours = written.at("/credentials/https:~1~1api.wandb.ai");
    assertThat(ours.at("/access_token").asText()).isEqualTo("fresh");
    assertThat(ours.at("/expires_at").asText()).isEqualTo("2026-01-01 10:20:30");
    assertThat(file.read(HOST, "me")).contains(TOKEN);
    assertThat(file.read(HOST, "somebody else")).isEmpty();
    assertPermissions(file.path(), "rw-------");
    assertNothingIsLeftOver();
  }

  @Test
  void aFileThatIsMissingIsMadeWithItsDirectory() throws IOException {
    AccessTokenFile file = new AccessTokenFile(directory.resolve("a/b/credentials.json"), true);

    file.write(HOST, "me", TOKEN);

    assertThat(file.read(HOST, "me")).contains(TOKEN);
    assertPermissions(file.path(), "rw-------");
    assertPermissions(directory.resolve("a"), "rwx------");
  }

  @Test
  void aSymbolicLinkIsNeitherFollowedNorReplaced() throws IOException {
    Path target = directory.resolve("target");
    Files.writeString(target, "{}");
    Path link = Files.createSymbolicLink(directory.resolve("link"), target);
    AccessTokenFile file = new AccessTokenFile(link, true);

    file.write(HOST, "me", TOKEN);

    assertThat(target).hasContent("{}");
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(file.read(HOST, "me")).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"not json", "[1]", "{\"credentials\": {"})
  void aFileOfSomethingElseIsLeftAlone(String content) throws IOException {
    AccessTokenFile file = holding(content);

    file.write(HOST, "me", TOKEN);

    assertThat(file.path()).hasContent(content);
    assertNothingIsLeftOver();
  }

  @Test
  void aFileThatOthersMayWriteToIsNotBelieved() throws IOException {
    AccessTokenFile file = holding("{}");
    file.write(HOST, "me", TOKEN);
    permit(file.path(), "rw-rw----");

    assertThat(file.read(HOST, "me")).isEmpty();
  }

  @Test
  void noTextShowsAToken() {
    assertThat(TOKEN.toString()).doesNotContain("fresh");
  }

  private AccessTokenFile holding(String content) throws IOException {
    Path file = directory.resolve("credentials.json");
    Files.writeString(file, content);
    permit(file, "rw-------");
    return new AccessTokenFile(file, true);
  }

  private void assertNothingIsLeftOver() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactly("credentials.json");
    }
  }

  private static void permit(Path file, String permissions) throws IOException {
    assumeTrue(file.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static void assertPermissions(Path file, String permissions) throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo(permissions);
  }
}
