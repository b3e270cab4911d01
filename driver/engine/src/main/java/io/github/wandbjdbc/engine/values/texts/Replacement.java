package io.github.wandbjdbc.engine.values.texts;

import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.List;

/**
 * The replacement text of REGEXP_REPLACE: {@code \1} to {@code \9} stand for groups of the match,
 * {@code \&} for all of it, {@code \\} for a backslash.
 */
final class Replacement {
  /** A number of a group, or a text. */
  private record Piece(int group, String text) {}

  private final List<Piece> pieces = new ArrayList<>();

  private Replacement() {}

  static Replacement of(String text) {
    Replacement replacement = new Replacement();
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = c == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : 0;
      if ((next >= '1' && next <= '9') || next == '&') {
        replacement.pieces.add(new Piece(0, plain.toString()));
        plain.setLength(0);
        replacement.pieces.add(new Piece(next == '&' ? 0 : next - '0', ""));
        i++;
      } else {
        plain.append(c);
        i += next == '\\' ? 1 : 0;
      }
    }
    replacement.pieces.add(new Piece(0, plain.toString()));
    return replacement;
  }

  /** Appends what {@code matcher}'s match in {@code text} is replaced by. */
  void appendTo(StringBuilder to, String text, Matcher matcher) {
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      // Texts and groups take turns.
      if (i % 2 == 0) {
        to.append(piece.text);
      } else if (piece.group <= matcher.groupCount() && matcher.start(piece.group) >= 0) {
        to.append(text, matcher.start(piece.group), matcher.end(piece.group));
      }
    }
  }

  /** {@code text} with the {@code number}th match from {@code start} on replaced; 0 is all. */
  String in(String text, Regex regex, int start, long number, Runnable look) {
    Matcher matcher = regex.matcher(text, look);
    StringBuilder replaced = new StringBuilder(text.length());
    int copied = 0;
    long found = 0;
    for (int from = start; from <= text.length() && matcher.find(from); ) {
      from = Regex.after(text, matcher);
      found++;
      if (number == 0 || found == number) {
        replaced.append(text, copied, matcher.start());
        appendTo(replaced, text, matcher);
        copied = matcher.end();
        Lengths.allowed(replaced.length(), "REGEXP_REPLACE");
      }
      if (found == number) {
        break;
      }
    }
    return found == 0 ? text : replaced.append(text, copied, text.length()).toString();
  }
}
