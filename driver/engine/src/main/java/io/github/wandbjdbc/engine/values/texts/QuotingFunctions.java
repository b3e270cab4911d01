package io.github.wandbjdbc.engine.values.texts;

import static io.github.wandbjdbc.engine.values.ValueType.ANY;
import static io.github.wandbjdbc.engine.values.ValueType.DOUBLE;
import static io.github.wandbjdbc.engine.values.ValueType.INTEGER;
import static io.github.wandbjdbc.engine.values.ValueType.TEXT;

import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Family;
import java.util.List;

/** Functions that quote texts for SQL, and that put values into a pattern. */
public final class QuotingFunctions implements Family {
  @Override
  public String title() {
    return "Patterns of texts, quotes";
  }

  @Override
  public List<String> names() {
    return List.of("FORMAT", "QUOTE_IDENT", "QUOTE_LITERAL", "QUOTE_NULLABLE");
  }

  @Override
  public Entry entry(String name) {
    Entry.Builder entry = Entry.named(name);
    return switch (name) {
      case "FORMAT" ->
          entry
              .manual(
                  "the pattern with values inserted for %s, as quoted names for %I and as"
                      + " literals for %L; %1$s is the first value, %-10s pads to a width, %% is a %")
              .nullable(TEXT, TextKernels.nullable((v, look) -> TextFormat.of(v)), TEXT, ANY)
              .variadic()
              .printed()
              .refused(
                  "FORMAT takes a pattern of texts, as in FORMAT('%s runs', 3); TO_CHAR(x,"
                      + " 'FM999,990.00') and ROUND(x, 2) show numbers",
                  DOUBLE, INTEGER)
              .entry();
      case "QUOTE_IDENT" ->
          entry
              .manual("the string as an identifier, quoted if necessary")
              .strict(TEXT, TextKernels.of(Quotes::name), TEXT)
              .entry();
      case "QUOTE_LITERAL" ->
          entry
              .manual("the value as a string literal")
              .strict(TEXT, TextKernels.of(Quotes::literal), ANY)
              .asTexts()
              .entry();
      case "QUOTE_NULLABLE" ->
          entry
              .manual("the value as a string literal; the string NULL for NULL")
              .neverNull(
                  TEXT,
                  TextKernels.nullable(
                      (v, look) -> v[0] == null ? "NULL" : Quotes.literal((String) v[0])),
                  ANY)
              .asTexts()
              .entry();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
