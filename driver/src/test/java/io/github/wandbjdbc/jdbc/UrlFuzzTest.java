package io.github.wandbjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.fuzz.Fuzzing;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a URL says, it is understood or refused, and what is shown of it means the same. */
public final class UrlFuzzTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef01234567";

  @Test
  @Timeout(value = 10, unit = TimeUnit.HOURS)
  void aUrlIsUnderstoodOrRefused() {
    Fuzzing.of("urls")
        .seeds(
            "",
            "//api.example.org:8080/team/my%20project?pageSize=5&pushdown=false",
            "/team/a%2Fb?onRunError=warn&maxRuns=10",
            "//[::1]:9/?anonymous=true",
            "?baseUrl=https://w.example.org/base&entity=e&project=p",
            "file:/data/my%20runs?entity=x",
            "file:./a%3Fb")
        .tokens(
            "%",
            "%00",
            "%ff",
            "&",
            ";",
            "?",
            "=",
            "//",
            "@",
            "[::",
            "]",
            ":99999",
            "entity=",
            "#",
            "é",
            "\ud83d\ude00",
            "file:",
            "apiKey=")
        .run(10_000, UrlFuzzTest::fuzzerTestOneInput);
  }

  /** Reads {@code input} as what comes behind {@code jdbc:wandb:}. */
  public static void fuzzerTestOneInput(byte[] input) {
    String url = "jdbc:wandb:" + new String(input, StandardCharsets.UTF_8);
    Properties info = new Properties();
    info.setProperty("password", KEY);
    assertThat(new WandbDriver().getPropertyInfo(url, info)).isNotEmpty();
    try {
      ConnectionOptions options = ConnectionOptions.of(url, info);
      String shown = options.publicUrl();
      assertThat(shown).doesNotContain(KEY);
      assertThat(ConnectionOptions.of(shown, info).publicUrl()).isEqualTo(shown);
    } catch (SQLException e) {
      assertThat(e.getSQLState()).isEqualTo("08001");
      assertThat((Throwable) e).hasMessageNotContaining(KEY);
    }
  }
}
