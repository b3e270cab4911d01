package io.github.wandbjdbc.cli;

import io.github.wandbjdbc.text.TextWidth;
import org.jspecify.annotations.Nullable;

/** A cell as a terminal shows it, where NULL can't be mistaken for a text. */
final class ScreenCell {
  private static final String DIM = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";
  private static final String NULL_WORD = "NULL";

  /** Where nothing can be dimmed; a sign that nobody types. */
  private static final String NULL_SIGN = "∅";

  private final Screen screen;

  ScreenCell(Screen screen) {
    this.screen = screen;
  }

  /** The columns that {@code text} takes. */
  int width(@Nullable String text) {
    return TextWidth.of(plain(text));
  }

  /** {@code text} in so many columns. */
  String padded(@Nullable String text, int width, boolean toTheRight) {
    String cut = TextWidth.cut(plain(text), width);
    String padding = " ".repeat(Math.max(0, width - TextWidth.of(cut)));
    String shown = text == null && screen.colors() ? DIM + cut + PLAIN : cut;
    return toTheRight ? padding + shown : shown + padding;
  }

  private String plain(@Nullable String text) {
    return text != null ? TerminalText.line(text) : screen.colors() ? NULL_WORD : NULL_SIGN;
  }
}
