package io.github.wandbjdbc.jdbc.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names a pattern of metadata matches. */
class NamePatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "runs     | RUNS    | true",
        "run_     | runs    | true",
        "run_     | run     | false",
        "%s       | runs    | true",
        "r%n%     | runs    | true",
        "r%n      | runs    | false",
        "%        | ''      | true",
        "_        | 😀       | true",
        "__       | 😀       | false",
        "a\\_b    | a_b     | true",
        "a\\_b    | axb     | false",
        "a\\%     | a%      | true",
        "a\\\\b   | a\\b    | true",
        "a\\      | a\\     | true",
        "''       | ''      | true",
        "''       | a       | false",
        "STRASSE% | straße  | false",
        "É%       | école   | true",
        "a.c      | abc     | false"
      })
  void lettersAndWildcardsMatch(String pattern, String name, boolean matches) {
    assertThat(NamePattern.of(pattern).matches(name)).isEqualTo(matches);
  }

  @Test
  void randomPatternsMatchAsARegularExpressionDoes() {
    Random random = new Random(7);
    int matched = 0;
    for (int i = 0; i < 20_000; i++) {
      String pattern = random(random, "ab%_", 8);
      String name = random(random, "ab", 10);
      boolean expected = Pattern.matches(pattern.replace("%", ".*").replace("_", "."), name);

      assertThat(NamePattern.of(pattern).matches(name))
          .as("%s of %s", pattern, name)
          .isEqualTo(expected);
      matched += expected ? 1 : 0;
    }
    assertThat(matched).isGreaterThan(2_000);
  }

  private static String random(Random random, String letters, int longest) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(longest + 1); i > 0; i--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  @Test
  @Timeout(20)
  void manyWildcardsTakeNoLongerThanTheProductOfTheLengths() {
    NamePattern pattern = NamePattern.of("%a".repeat(2_000) + "%b");

    assertThat(pattern.matches("a".repeat(20_000))).isFalse();
    assertThat(pattern.matches("a".repeat(20_000) + "b")).isTrue();
  }

  @Test
  void aNameIsNoPattern() {
    assertThat(NamePattern.exactly("a_%").matches("A_%")).isTrue();
    assertThat(NamePattern.exactly("a_%").matches("abc")).isFalse();
    assertThat(NamePattern.exactly(null).matches("abc")).isTrue();
    assertThat(NamePattern.of("a\\_b").literal()).isEqualTo("a_b");
    assertThat(NamePattern.of("a_b").literal()).isNull();
  }
}
