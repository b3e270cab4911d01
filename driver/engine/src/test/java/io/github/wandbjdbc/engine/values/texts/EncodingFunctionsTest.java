package io.github.wandbjdbc.engine.values.texts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.judge.Cells;
import io.github.wandbjdbc.engine.judge.Operand;
import io.github.wandbjdbc.engine.judge.Operands;
import io.github.wandbjdbc.engine.judge.Postgres;
import io.github.wandbjdbc.engine.values.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EncodingFunctionsTest {
  @Test
  void charactersAndDigestsAreThoseOfPostgresql() {
    Cells.named("characters and digests")
        .compare(entry("ASCII"), "ascii(%s)", Operands.texts())
        .compare(
            entry("CHR"),
            "chr((%s)::int)",
            Operands.bigints(
                null, -1L, 0L, 1L, 65L, 228L, 0xD7FFL, 0xD800L, 0xDFFFL, 0xE000L, 0x1F600L,
                0x10FFFFL, 0x110000L))
        .compare(entry("MD5"), "md5(%s)", Operands.texts())
        .compare(entry("SHA256"), "encode(sha256(convert_to(%s, 'UTF8')), 'hex')", Operands.texts())
        .compare(entry("SHA512"), "encode(sha512(convert_to(%s, 'UTF8')), 'hex')", Operands.texts())
        .compare(entry("TO_HEX"), "to_hex(%s)", Operands.integers())
        .compare(entry("TO_HEX"), "to_hex(%s)", Operands.bigints())
        .compare(entry("TO_BASE64"), "encode(convert_to(%s, 'UTF8'), 'base64')", Operands.texts())
        .compare(
            entry("FROM_BASE64"),
            "convert_from(decode(%s, 'base64'), 'UTF8')",
            Operands.texts(
                null, "", "YQ==", "8J+YgA==", "Y W\nI=", "YQ=", "/w==", "é", "YWI", "w6Q="))
        .end();
  }

  @Test
  void likenessIsThatOfPostgresqlsFuzzystrmatch() throws Exception {
    Cells cells = Cells.named("likeness of texts");
    Postgres.start().execute("CREATE EXTENSION IF NOT EXISTS fuzzystrmatch");
    List<Operand> names =
        new ArrayList<>(Operands.texts().stream().filter(o -> isShort(o.held())).toList());
    names.addAll(
        Operands.texts(
            "Robert",
            "Rupert",
            "Ashcraft",
            "Tymczak",
            "Pfister",
            "Honeyman",
            "a-bb b",
            "é1abc",
            "12",
            "kitten",
            "sitting",
            "x".repeat(255)));

    cells
        .compare(entry("SOUNDEX"), "soundex(%s)", names)
        .compare(entry("DIFFERENCE"), "difference(%s, %s)", names, names)
        .compare(entry("LEVENSHTEIN"), "levenshtein(%s, %s)", names, names)
        .end();
  }

  private static boolean isShort(@Nullable Object text) {
    return text == null || text.toString().length() < 200;
  }

  /** RFC 3174's example. */
  @Test
  void sha1IsThatOfItsStandard() {
    String digest = Encodings.digest("abc", "SHA-1");

    assertThat(digest).isEqualTo("a9993e364706816aba3e25717850c26c9cd0d89d");
  }

  private static Entry entry(String name) {
    return new EncodingFunctions().entry(name);
  }
}
