package io.github.wandbjdbc.client.api.bundles;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okio.Buffer;
import okio.ByteString;

/**
 * Puts addresses that say nothing in the place of those that open a file to whoever has them, and
 * knows which is which as long as the connection lives. A file keeps its address when it is signed
 * anew, but for a number. Safe for use by several threads.
 */
final class SignedAddresses {
  /** A host that can't be. */
  static final String PREFIX = "https://replay.invalid/";

  private static final ByteString HTTP = ByteString.encodeUtf8("http");
  private static final int LONGEST = 64 << 10;

  private static final int SHORT = 16;
  private static final Pattern BEGINNING = Pattern.compile("^https?:\\\\*/\\\\*/");

  /** A character that an address may have, as some servers write it in JSON. */
  private static final Pattern CODE =
      Pattern.compile("u00(?:2[3-9a-fA-F]|3[0-9a-bA-BdDfF]|[4-7][0-9a-fA-F])");

  private static final Pattern ESCAPED = Pattern.compile("\\\\+u(00[0-7][0-9a-fA-F])");
  private static final Pattern ESCAPED_SLASH = Pattern.compile("\\\\+/");

  /** The names of parameters that sign, or tell who signed. */
  private static final Pattern SIGNING =
      Pattern.compile(
          "[?&#;](?:x-(?:amz|goog)-|(?:[^=&#;]*[-_.])?(?:sig|signature|(?:access|auth|id|refresh"
              + "|session|security)?token|credentials?|secret|expires|(?:aws)?accesskey(?:id)?"
              + "|googleaccessid|policy|auth|authorization|authkey|hmac|jwt|key-pair-id)=)");

  private static final Pattern ENDING = Pattern.compile("\\.[A-Za-z0-9]{1,8}$");

  private final Map<String, Signed> byFile = new HashMap<>();

  /** The newest address of a file, and how many it had. */
  private record Signed(String address, int number) {}

  /**
   * {@code answer} with other addresses; leaves nothing in {@code answer}.
   *
   * @param isOfAddresses whether the request asked for addresses of files, so that each text that
   *     is one may be signed in whatever way
   */
  Buffer without(Buffer answer, boolean isOfAddresses) throws IOException {
    Buffer out = new Buffer();
    byte before = 0;
    for (long at = answer.indexOf(HTTP); at >= 0; at = answer.indexOf(HTTP)) {
      if (at > 0) {
        before = answer.getByte(at - 1);
      }
      out.write(answer, at);
      if (!BEGINNING.matcher(start(answer, SHORT)).find()) {
        out.write(answer, HTTP.size());
        before = 'p';
        continue;
      }
      String here = start(answer, LONGEST);
      String found = here.substring(0, end(here));
      String address = unescaped(found);
      boolean isSigned = (isOfAddresses && before == '"') || isSigned(address);
      out.writeString(isSigned ? opaque(address) : found, StandardCharsets.ISO_8859_1);
      answer.skip(found.length());
      before = 'x';
    }
    out.writeAll(answer);
    return out;
  }

  /** Where the address ends with which {@code text} begins. */
  private static int end(String text) {
    int at = text.indexOf(':') + 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\') {
        int escaped = at;
        while (escaped < text.length() && text.charAt(escaped) == '\\') {
          escaped++;
        }
        int length = escapedLength(text, escaped);
        if (length == 0) {
          return at;
        }
        at = escaped + length;
      } else if (c <= ' ' || "\"<>'".indexOf(c) >= 0) {
        return at;
      } else {
        at++;
      }
    }
    return at;
  }

  /** How many characters behind backslashes are one that an address may have; 0 if none are. */
  private static int escapedLength(String text, int at) {
    if (at < text.length() && text.charAt(at) == '/') {
      return 1;
    }
    return at + 5 <= text.length() && CODE.matcher(text.substring(at, at + 5)).matches() ? 5 : 0;
  }

  private static String start(Buffer answer, int most) throws IOException {
    return answer
        .peek()
        .readByteString(Math.min(most, answer.size()))
        .string(StandardCharsets.ISO_8859_1);
  }

  /** {@code text} for people without such addresses. */
  String without(String text) {
    try {
      return without(new Buffer().writeUtf8(text), false).readUtf8();
    } catch (IOException e) {
      throw new IllegalStateException("a buffer can be read", e);
    }
  }

  private static String unescaped(String found) {
    String text =
        ESCAPED
            .matcher(found)
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    return ESCAPED_SLASH.matcher(text).replaceAll("/");
  }

  private static boolean isSigned(String address) {
    return SIGNING.matcher(address.toLowerCase(Locale.ROOT)).find()
        || address.substring(address.indexOf("//") + 2).split("[/?#]", 2)[0].contains("@");
  }

  private synchronized String opaque(String address) {
    if (address.startsWith(PREFIX)) {
      return address;
    }
    String file = file(address);
    Signed known = byFile.get(file);
    if (known == null || !known.address().equals(address)) {
      known = new Signed(address, known == null ? 1 : known.number() + 1);
      byFile.put(file, known);
    }
    return PREFIX + file + "?" + known.number();
  }

  private static String file(String address) {
    String place = address.split("[?#]", 2)[0];
    Matcher ending = ENDING.matcher(place.substring(place.lastIndexOf('/') + 1));
    return ByteString.encodeUtf8(place).sha256().hex().substring(0, 32)
        + (ending.find() ? ending.group() : "");
  }

  /** The address that {@code address} stands for, by which the file can be had now. */
  synchronized String real(String address) {
    if (!address.startsWith(PREFIX)) {
      return address;
    }
    Signed known = byFile.get(address.substring(PREFIX.length()).split("[?]", 2)[0]);
    return known == null ? address : known.address();
  }
}
