package io.github.wandbjdbc.engine.values.texts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.judge.Postgres;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every character that this JVM knows. */
class UnicodeFunctionsTest {
  @Test
  void charactersAreFoldedAndNormalizedAsByPostgresql() throws Exception {
    List<List<@Nullable String>> theirs =
        Postgres.startOrSkip()
            .rows(
                "SELECT n, casefold(chr(n)), normalize(chr(n), NFD), normalize(chr(n), NFKC)"
                    + " FROM generate_series(1, 1114111) n WHERE n NOT BETWEEN 55296 AND 57343");

    List<String> different = new ArrayList<>();
    for (List<@Nullable String> row : theirs) {
      int character = Integer.parseInt(String.valueOf(row.get(0)));
      String text = Character.toString(character);
      List<String> ours =
          List.of(
              String.valueOf(character),
              Letters.folded(text),
              Normalizer.normalize(text, Normalizer.Form.NFD),
              Normalizer.normalize(text, Normalizer.Form.NFKC));
      if (Character.isDefined(character) && !ours.equals(row)) {
        different.add("%04X: %s, not %s".formatted(character, ours, row));
      }
    }

    assertThat(different).isEmpty();
  }
}
