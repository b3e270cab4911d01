package io.github.wandbjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who pastes an address gets the URL to write. */
@Tag("text")
final class PastedAddressTest {
  private static final Pattern WRITE = Pattern.compile("write (\\S+)(?: and ask for it by (.*))?$");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          https://wandb.ai/team/project                             | jdbc:wandb://api.wandb.ai/team/project
          https://wandb.ai/team/project/workspace?nw=nwuserx        | jdbc:wandb://api.wandb.ai/team/project
          https://wandb.ai/team/project#a                           | jdbc:wandb://api.wandb.ai/team/project
          HTTPS://www.wandb.ai/team/project/                        | jdbc:wandb://api.wandb.ai/team/project
          https://wandb.ai/team                                     | jdbc:wandb://api.wandb.ai/team
          https://wandb.ai/team/projects                            | jdbc:wandb://api.wandb.ai/team
          https://wandb.ai/home                                     | jdbc:wandb://api.wandb.ai
          https://wandb.ai/my%20team/caf%C3%A9                      | jdbc:wandb://api.wandb.ai/my%20team/caf%C3%A9
          https://wandb.ai/my team/café                             | jdbc:wandb://api.wandb.ai/my%20team/caf%C3%A9
          https://wandb.ai/team/50%                                 | jdbc:wandb://api.wandb.ai/team/50%25
          "https://wandb.ai/team/project"                           | jdbc:wandb://api.wandb.ai/team/project
          wandb.ai/team/project                                     | jdbc:wandb://api.wandb.ai/team/project
          https://api.wandb.ai                                      | jdbc:wandb://api.wandb.ai
          https://api.wandb.ai/graphql                              | jdbc:wandb://api.wandb.ai
          api.wandb.ai/team/project                                 | jdbc:wandb://api.wandb.ai/team/project
          https://wandb.example.com/team/project                    | jdbc:wandb://wandb.example.com/team/project
          https://ada:secret@wandb.example.com/team/project         | jdbc:wandb://wandb.example.com/team/project
          https://wandb.example.com:8443/team/project               | jdbc:wandb://wandb.example.com:8443/team/project
          http://wandb.example.com/team/project                     | jdbc:wandb:/team/project?baseUrl=http://wandb.example.com
          http://localhost:8080/team/project                        | jdbc:wandb://localhost:8080/team/project
          https://localhost:8080                                    | jdbc:wandb:?baseUrl=https://localhost:8080
          localhost:8080/team/project                               | jdbc:wandb://localhost:8080/team/project
          wandb.example.com/team/project                            | jdbc:wandb://wandb.example.com/team/project
          team/project                                              | jdbc:wandb:/team/project
          my team/my project                                        | jdbc:wandb:/my%20team/my%20project
          ./wandb                                                   | jdbc:wandb:file:./wandb
          wandb                                                     | jdbc:wandb:file:wandb
          ../runs/wandb/                                            | jdbc:wandb:file:../runs/wandb/
          /abs/path/wandb                                           | jdbc:wandb:file:/abs/path/wandb
          ~/wandb                                                   | jdbc:wandb:file:~/wandb
          run-20260901_000000-aaaa/run-aaaa.wandb                   | jdbc:wandb:file:run-20260901_000000-aaaa/run-aaaa.wandb
          /data/offline-run-20260901_000000-aaaa                    | jdbc:wandb:file:/data/offline-run-20260901_000000-aaaa
          /data/50%/wandb                                           | jdbc:wandb:file:/data/50%25/wandb
          """)
  void anAddressIsAnsweredWithTheUrl(String pasted, String url) throws SQLException {
    String advice = PastedAddress.alone(pasted).orElseThrow();

    Matcher matcher = WRITE.matcher(advice);
    assertThat(matcher.find()).as(advice).isTrue();
    assertThat(matcher.group(1)).isEqualTo(url);
    assertThat(ConnectionOptions.of(url, null)).isNotNull();
    assertThat(advice).doesNotContain("secret", "nwuser");
    if (!pasted.startsWith("/") && !pasted.contains("?")) {
      assertThat(PastedAddress.behindPrefix(pasted)).contains(advice);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          https://wandb.ai/team/project/runs/abc12345?nw=x          | SELECT * FROM runs WHERE run_id = 'abc12345'
          https://wandb.ai/team/project/runs/abc12345/overview      | SELECT * FROM runs WHERE run_id = 'abc12345'
          https://wandb.ai/team/project/runs/it%27s                 | SELECT * FROM runs WHERE run_id = 'it''s'
          https://wandb.ai/team/project/sweeps/x1y2                 | SELECT * FROM runs WHERE sweep_id = 'x1y2'
          https://wandb.ai/team/project/groups/first%20try          | SELECT * FROM runs WHERE run_group = 'first try'
          https://wandb.ai/team/project/reports/Title--Vmlldzox     | SELECT * FROM reports
          https://wandb.ai/team/project/artifacts/model/best/v3     | SELECT * FROM artifacts
          team/project/runs/abc12345                                | SELECT * FROM runs WHERE run_id = 'abc12345'
          team/project/abc12345                                     | SELECT * FROM runs WHERE run_id = 'abc12345'
          team/project/runs/run-1                                   | SELECT * FROM runs WHERE run_id = 'run-1'
          """)
  void theAddressOfAThingIsAnsweredWithTheStatement(String pasted, String statement) {
    Matcher matcher = WRITE.matcher(PastedAddress.alone(pasted).orElseThrow());

    assertThat(matcher.find()).isTrue();
    assertThat(matcher.group(1)).matches("jdbc:wandb:(//api.wandb.ai)?/team/project");
    assertThat(matcher.group(2)).isEqualTo(statement);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?entity=a",
        "/a",
        "/a/b",
        "/a/b/",
        "//h/a/b",
        "//api.wandb.ai",
        "///a?x=y",
        "file:./wandb",
        "//API.wandb.ai/a/b"
      })
  void aRightUrlIsLeftAlone(String rest) {
    assertThat(PastedAddress.behindPrefix(rest)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//https://wandb.ai/team/project",
        "//https://api.wandb.ai/team/project",
        "//api.wandb.ai/https://wandb.ai/team/project?nw=secret",
        "//api.wandb.ai:443/HTTPS://wandb.ai/team/project/"
      })
  void anAddressInAFieldOfAToolIsUnderstood(String rest) {
    assertThat(PastedAddress.behindPrefix(rest))
        .contains(
            "this is a web address, not a JDBC URL: write jdbc:wandb://api.wandb.ai/team/project");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "SELECT a/b FROM runs",
        "jdbc:postgresql://h/",
        "0123456789abcdef0123456789abcdef01234567",
        "https://no host/",
        "a\nb/c"
      })
  void whatIsNoAddressIsNotTakenForOne(String text) {
    assertThat(PastedAddress.alone(text)).isEmpty();
  }

  @Test
  void aFileUrlIsAPath() {
    assertThat(PastedAddress.alone("file:///data/my%20runs"))
        .contains("this looks like local run files: write jdbc:wandb:file:/data/my%20runs");
    assertThat(PastedAddress.alone("file://localhost/data/wandb"))
        .hasValueSatisfying(advice -> assertThat(advice).endsWith("jdbc:wandb:file:/data/wandb"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:wandb://wandb.ai/team/project/runs/abc12345",
        "jdbc:wandb://api.wandb.ai/team/project/runs/abc12345?apiKey=secret",
        "jdbc:wandb:/team/project/runs/abc12345",
        "jdbc:wandb:wandb.ai/team/project/runs/abc12345?nw=secret"
      })
  void aPathThatIsTooLongForAUrlIsUnderstood(String url) {
    assertThatThrownBy(() -> new WandbDriver().connect(url, null))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
        .hasMessageContaining("/team/project and ask for it by")
        .hasMessageContaining("run_id = 'abc12345'")
        .hasMessageNotContaining("secret");
  }

  @Test
  void theKeyThatIsPastedIsNotRepeated() {
    String key = "0123456789abcdef0123456789abcdef01234567";

    assertThatThrownBy(() -> new WandbDriver().connect("jdbc:wandb:" + key, null))
        .isInstanceOf(SQLException.class)
        .hasMessageNotContaining(key);
    assertThat(PastedAddress.alone(key)).isEqualTo(Optional.empty());
  }
}
