package io.github.wandbjdbc.engine.values.texts;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** Digests of texts, and texts of their bytes, which are UTF-8. */
final class Encodings {
  private static final int LINE = 76;

  private Encodings() {}

  /** The digest by {@code algorithm} of the JDK, in hexadecimal digits. */
  static String digest(String text, String algorithm) {
    try {
      byte[] digest =
          MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** In lines of 76 characters. */
  static String toBase64(String text) {
    byte[] newline = {'\n'};
    Lengths.allowed(Lengths.bytes(text) * 4 / 3, "TO_BASE64");
    return Base64.getMimeEncoder(LINE, newline)
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The text whose bytes are {@code encoded}; blanks and line breaks don't count. */
  static String fromBase64(String encoded) {
    String characters = encoded.replaceAll("[ \\t\\r\\n]", "");
    try {
      // Java's decoder does without the padding at the end, PostgreSQL's doesn't.
      byte[] bytes = Base64.getDecoder().decode(characters.length() % 4 == 0 ? characters : "=");
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw new StatementException(
          SqlState.INVALID_VALUE, "FROM_BASE64 takes the Base64 form of a text in UTF-8", e);
    }
  }
}
