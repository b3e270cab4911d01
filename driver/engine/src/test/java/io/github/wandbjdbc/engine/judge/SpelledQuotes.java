package io.github.wandbjdbc.engine.judge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How PostgreSQL spells the functions that quote texts. */
final class SpelledQuotes {
  private SpelledQuotes() {}

  static Map<String, Spelled> all() {
    Map<String, Spelled> all = new HashMap<>();
    List<Operand> words =
        Operands.texts("select", "val", "Val", "a$b", "1a", "a1_", "it's", "a\\b", "a\"b", "users");
    all.put("QUOTE_IDENT", Spelled.as("quote_ident(@1)").more(1, words));
    all.put("QUOTE_LITERAL", Spelled.as("quote_literal(@1::text)").more(1, words));
    all.put("QUOTE_NULLABLE", Spelled.as("quote_nullable(@1::text)").more(1, words));
    all.put(
        "FORMAT",
        Spelled.by((types, word) -> SpelledTexts.called("format", types.size()))
            .only(
                1,
                Operands.texts(
                    null,
                    "",
                    "%s",
                    "%I and %L",
                    "%2$s %1$s %s",
                    "[%10s][%-10s]",
                    "%*s",
                    "%*2$s",
                    "%-*s",
                    "%*2$-s",
                    "100%% %s",
                    "%5I|%-8L",
                    "%s %s %s",
                    "%1$*2$s",
                    "%",
                    "%d",
                    "%0$s",
                    "%99999999999s",
                    "%s\n😀 e\u0301 ı ß",
                    "%1$",
                    "%- s",
                    "%--5s",
                    "%s" + "x".repeat(5_000)))
            .more(2, Operands.texts("5", "-5", "select", "it's"))
            .more(3, Operands.texts("a\\b"))
            .because("-0.0 is 0.0", SpelledQuotes::isOfMinusZero));
    return all;
  }

  private static boolean isOfMinusZero(Cell cell) {
    return cell.theirs() instanceof String text && text.contains("-0");
  }
}
