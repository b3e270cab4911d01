package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.jdbc.errors.SqlErrors;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Locale;

/**
 * Text in a URL: {@code %XX} stands for a byte of UTF-8, and everything else, + too, for itself.
 */
final class PercentCode {
  private static final String UNRESERVED = "-._~";

  private PercentCode() {}

  static String decode(String text) throws SQLException {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] != '%') {
        bytes.write(raw[i]);
        continue;
      }
      int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
      int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw fault();
      }
      bytes.write(high * 16 + low);
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw fault();
    }
  }

  static String encode(String text) {
    StringBuilder code = new StringBuilder(text.length());
    for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (unit & 0xff);
      boolean plain =
          letter < 128 && (Character.isLetterOrDigit(letter) || UNRESERVED.indexOf(letter) >= 0);
      code.append(
          plain ? String.valueOf(letter) : String.format(Locale.ROOT, "%%%02X", (int) letter));
    }
    return code.toString();
  }

  private static SQLException fault() {
    return SqlErrors.of(
        SqlState.CANNOT_CONNECT,
        "a % in the URL is not followed by two hexadecimal digits of UTF-8; write it as %25");
  }
}
