package io.github.wandbjdbc.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.LossTable;
import io.github.wandbjdbc.engine.values.StatementException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without parentheses, operators bind as PostgreSQL's do. */
class PrecedenceTest {
  private static final int EXPRESSIONS = 2_000;

  private final LossTable none = new LossTable(List.of());
  private final Random random = new Random(20);

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      textBlock =
          """
          2 * 3 ^ 2                    ~ 18.0
          2 ^ 3 ^ 2                    ~ 64.0
          -2 ^ 2                       ~ 4.0
          2 ^ -1                       ~ 0.5
          2 + 2 ^ 3 * 2                ~ 18.0
          (2 + 2) ^ 3 * 2              ~ 128.0
          'a' || 1 + 2                 ~ a3
          ('a' || 1) || 2              ~ a12
          1 + 2 || 'a'                 ~ 3a
          'a' || 2 * 3 || 'b'          ~ a6b
          'a' || 1 + 2 = 'a3'          ~ true
          'x' || 1 + 1 LIKE 'x2'       ~ true
          (SELECT 'q' || 1 + 1)        ~ q2
          'x' || CASE WHEN 1 + 1 ^ 2 = 2 THEN 'y' || 1 + 1 END ~ xy2
          """)
  void ofFewOperators(String expression, String value) {
    assertThat(none.firstColumn("SELECT " + expression)).containsExactly(value);
  }

  @Test
  void everyClauseHasIt() {
    assertThat(
            none.firstColumn(
                "WITH w AS (SELECT 'k' || x + 1 AS v, x FROM (VALUES (1), (2), (3)) t (x) WHERE 'a'"
                    + " || x + 1 <> 'a4') SELECT w.v FROM w JOIN (VALUES ('k2'), ('k3')) b (y) ON"
                    + " 'k' || w.x + 1 = b.y GROUP BY w.v HAVING 'a' || COUNT(*) + 1 = 'a2' ORDER"
                    + " BY 'z' || MAX(w.x) * -1 + 3"))
        .containsExactly("k3", "k2");
  }

  @Test
  void randomChainsAreWhatPostgresMakesOfThem() throws SQLException {
    Postgres postgres = Postgres.startOrSkip();
    List<String> differences = new ArrayList<>();
    int answered = 0;
    for (int i = 0; i < EXPRESSIONS; i++) {
      String expression =
          switch (random.nextInt(4)) {
            case 0 -> numbers(1 + random.nextInt(5));
            case 3 -> bits(1 + random.nextInt(5));
            case 1 -> texts();
            default -> truths(1 + random.nextInt(3));
          };
      String expected;
      try {
        expected = postgres.value(expression);
      } catch (SQLException e) {
        continue;
      }
      if (expected != null && expected.matches(".*-0(?!\\.).*")) {
        // A zero has no sign here.
        continue;
      }
      answered++;
      String ours;
      try {
        ours = none.firstColumn("SELECT CAST(" + expression + " AS VARCHAR)").get(0);
      } catch (StatementException e) {
        ours = e.toString();
      }
      if (!ours.equals(String.valueOf(expected))) {
        differences.add("%s is %s, not %s".formatted(expression, expected, ours));
      }
    }

    System.out.printf(
        "precedence: %,d expressions, of which PostgreSQL answers %,d; %d differ%n",
        EXPRESSIONS, answered, differences.size());
    assertThat(differences).isEmpty();
    assertThat(answered).isGreaterThan(EXPRESSIONS / 2);
  }

  private String numbers(int operators) {
    StringBuilder text = new StringBuilder(number());
    for (int i = 0; i < operators; i++) {
      text.append(' ').append(one("+", "-", "*", "/", "^")).append(' ').append(number());
    }
    return text.toString();
  }

  private String number() {
    return switch (random.nextInt(8)) {
      case 0 -> "(" + numbers(1) + ")";
      case 1 -> "-" + random.nextInt(1, 4);
      case 2 -> "- (" + numbers(1) + ")";
      default -> String.valueOf(random.nextInt(1, 4));
    };
  }

  private String bits(int operators) {
    StringBuilder text = new StringBuilder(bit());
    for (int i = 0; i < operators; i++) {
      text.append(' ')
          .append(one("&", "|", "#", "<<", ">>", "+", "*", "-"))
          .append(' ')
          .append(bit());
    }
    return text.toString();
  }

  private String bit() {
    return switch (random.nextInt(8)) {
      case 0 -> "(" + bits(1) + ")";
      case 1 -> "~ " + random.nextInt(1, 9);
      case 2 -> "- " + random.nextInt(1, 4);
      default -> String.valueOf(random.nextInt(1, 9));
    };
  }

  private String texts() {
    StringBuilder text = new StringBuilder("'a'");
    int parts = random.nextInt(1, 4);
    for (int i = 0; i < parts; i++) {
      text.append(" || ").append(random.nextInt(4) == 0 ? "'b'" : numbers(random.nextInt(3)));
    }
    return random.nextInt(4) == 0 ? numbers(1) + " || " + text : text.toString();
  }

  private String truths(int comparisons) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < comparisons; i++) {
      text.append(i == 0 ? "" : one(" AND ", " OR "))
          .append(random.nextInt(4) == 0 ? "NOT " : "")
          .append(numbers(random.nextInt(3)))
          .append(' ')
          .append(one("=", "<>", "<", ">="))
          .append(' ')
          .append(numbers(random.nextInt(3)));
    }
    return text.toString();
  }

  private String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
