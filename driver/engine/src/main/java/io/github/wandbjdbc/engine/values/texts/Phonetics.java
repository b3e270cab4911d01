package io.github.wandbjdbc.engine.values.texts;

/** How English names sound: Soundex, of the letters A to Z. */
final class Phonetics {
  private static final String CODES = "01230120022455012623010202";
  private static final int LENGTH = 4;

  private Phonetics() {}

  /** A letter and three digits; the empty text if there is no letter. */
  static String soundex(String text) {
    StringBuilder code = new StringBuilder();
    char last = 0;
    for (int i = 0; i < text.length() && code.length() < LENGTH; i++) {
      char letter = text.charAt(i);
      letter = letter >= 'a' && letter <= 'z' ? (char) (letter - 'a' + 'A') : letter;
      boolean isLetter = letter >= 'A' && letter <= 'Z';
      char digit = isLetter ? CODES.charAt(letter - 'A') : letter;
      if (code.isEmpty()) {
        if (isLetter) {
          code.append(letter);
        }
      } else if (isLetter && digit != last && digit != '0') {
        code.append(digit);
      }
      last = digit;
    }
    while (!code.isEmpty() && code.length() < LENGTH) {
      code.append('0');
    }
    return code.toString();
  }

  /** In how many places of their codes the two sound alike, of four. */
  static long difference(String left, String right) {
    String first = soundex(left);
    String second = soundex(right);
    if (first.isEmpty() || second.isEmpty()) {
      return first.equals(second) ? LENGTH : 0;
    }
    int alike = 0;
    for (int i = 0; i < LENGTH; i++) {
      if (first.charAt(i) == second.charAt(i)) {
        alike++;
      }
    }
    return alike;
  }
}
