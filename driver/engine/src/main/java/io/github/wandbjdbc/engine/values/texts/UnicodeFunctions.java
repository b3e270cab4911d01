package io.github.wandbjdbc.engine.values.texts;

import static io.github.wandbjdbc.engine.values.ValueType.TEXT;

import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Family;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** Functions of what characters are in Unicode. */
public final class UnicodeFunctions implements Family {
  @Override
  public String title() {
    return "Unicode";
  }

  @Override
  public List<String> names() {
    return List.of("NORMALIZE", "CASEFOLD", "UNISTR");
  }

  @Override
  public Entry entry(String name) {
    Entry.Builder entry = Entry.named(name);
    return switch (name) {
      case "NORMALIZE" ->
          entry
              .manual(
                  "the string in a Unicode normal form: NFC (in which é is one character), or"
                      + " NFD, NFKC or NFKD as the second argument")
              .strict(
                  TEXT,
                  TextKernels.of(text -> Normalizer.normalize(text, Normalizer.Form.NFC)),
                  TEXT)
              .strict(
                  TEXT,
                  TextKernels.of((text, form) -> Normalizer.normalize(text, form(form))),
                  TEXT,
                  TEXT)
              .entry();
      case "CASEFOLD" ->
          entry
              .manual("the string in Unicode case folding, for comparisons that ignore case")
              .strict(TEXT, TextKernels.of(Letters::folded), TEXT)
              .entry();
      case "UNISTR" ->
          entry
              .manual(
                  "the text with \\XXXX, \\+XXXXXX, \\uXXXX and \\UXXXXXXXX as the characters of"
                      + " these numbers, and \\\\ as \\")
              .strict(TEXT, TextKernels.of(UnicodeEscapes::text), TEXT)
              .entry();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Normalizer.Form form(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "NFC" -> Normalizer.Form.NFC;
      case "NFD" -> Normalizer.Form.NFD;
      case "NFKC" -> Normalizer.Form.NFKC;
      case "NFKD" -> Normalizer.Form.NFKD;
      default ->
          throw new StatementException(
              SqlState.INVALID_VALUE,
              "'%s' is not a normal form, but 'NFC', 'NFD', 'NFKC' and 'NFKD' are"
                  .formatted(StatementException.shortened(name)));
    };
  }
}
