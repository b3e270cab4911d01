package io.github.wandbjdbc.client.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that holds an identity token, or something that concerns nobody. */
class IdentityTokenFileTest {
  @TempDir Path directory;

  @Test
  void theTokenIsReadEachTimeWithoutWhatStandsAroundIt() throws IOException {
    IdentityTokenFile file = holding("aaa.b-b_b.ccc\n");

    assertThat(file.read()).isEqualTo("aaa.b-b_b.ccc");
    Files.writeString(file.path(), "  ddd.eee.fff");
    assertThat(file.read()).isEqualTo("ddd.eee.fff");
  }

  @Test
  void aLinkToItWillDo() throws IOException {
    Path target = holding("aaa.bbb.ccc").path();
    Path link = Files.createSymbolicLink(directory.resolve("link"), target);

    assertThat(new IdentityTokenFile(link, "the test").read()).isEqualTo("aaa.bbb.ccc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "secret.secret",
        "secret.secret.secret.secret",
        "secret..secret",
        "root:x:0:0:secret:/root:/bin/sh\n",
        "secret.secret.sec ret",
        "{\"id_token\": \"secret.secret.secret\"}",
        "secret.secret.s\u00e9cret",
      })
  void whatIsNoTokenIsNotRepeated(String content) throws IOException {
    IdentityTokenFile file = holding(content);

    assertThatThrownBy(file::read)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.path().toString())
        .hasMessageContaining("three parts of base64url")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aLongFileIsReadNoFurther() throws IOException {
    IdentityTokenFile file = holding("a".repeat(20_000) + ".b.c");

    assertThatThrownBy(file::read).hasMessageContaining("longer than an identity token");
  }

  @Test
  void aDirectoryAndNothingAreNoFiles() {
    assertThatThrownBy(new IdentityTokenFile(directory, "the test")::read)
        .hasMessageContaining("not a file");
    assertThatThrownBy(new IdentityTokenFile(directory.resolve("x"), "the test")::read)
        .hasMessageContaining("no such file");
  }

  @Test
  void whoHoldsItStaysWhenItIsRenewed() throws IOException {
    IdentityTokenFile file = holding("aaa.bbb.ccc");

    String first = file.holder(token("{\"iss\": \"i\", \"sub\": \"s\", \"exp\": 1}"));

    assertThat(file.holder(token("{\"exp\": 2, \"sub\": \"s\", \"x\": [{}], \"iss\": \"i\"}")))
        .isEqualTo(first);
    assertThat(file.holder(token("{\"iss\": \"i\", \"sub\": \"other\"}"))).isNotEqualTo(first);
    assertThat(file.holder("aaa.bbb.ccc")).isNotEqualTo(file.holder("aaa.bbb.ddd"));
  }

  private static String token(String claims) {
    return "aaa."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".ccc";
  }

  private IdentityTokenFile holding(String content) throws IOException {
    Path file = directory.resolve("token");
    Files.writeString(file, content);
    return new IdentityTokenFile(file, "the test");
  }
}
