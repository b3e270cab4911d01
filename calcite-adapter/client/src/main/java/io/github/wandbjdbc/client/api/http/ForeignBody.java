package io.github.wandbjdbc.client.api.http;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okio.Buffer;

/** The body of an answer that the API doesn't give: a web page, or a line of plain text. */
public final class ForeignBody {
  private static final int LOOKED_AT = 16 << 10;
  private static final int LONGEST = 80;
  private static final Pattern TITLE =
      Pattern.compile("<title[^>]{0,200}>([^<]{1,500})", Pattern.CASE_INSENSITIVE);
  private static final Pattern HEADING =
      Pattern.compile("<h1[^>]{0,200}>([^<]{1,500})", Pattern.CASE_INSENSITIVE);

  /** The answers of servers that want TLS to requests without it. */
  private static final Pattern WANTS_TLS =
      Pattern.compile(
          "HTTP request (was sent )?to (an )?HTTPS (server|port)|plain HTTP to an SSL-enabled",
          Pattern.CASE_INSENSITIVE);

  private final String text;

  private ForeignBody(String text) {
    this.text = text;
  }

  /** The body, of which the beginning is looked at, or empty if it may be one of the API's. */
  public static Optional<ForeignBody> in(Buffer body) {
    long length = Math.min(body.size(), LOOKED_AT);
    String text =
        body.snapshot((int) length).string(StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
    return text.isEmpty() || text.startsWith("{") || text.startsWith("[")
        ? Optional.empty()
        : Optional.of(new ForeignBody(text));
  }

  /** Whether it is HTML. */
  public boolean isPage() {
    return text.startsWith("<");
  }

  /** Whether the server says that it wants to be spoken to with TLS. */
  boolean wantsTls() {
    return WANTS_TLS.matcher(text).find();
  }

  /** A description for people, on one line and of bounded length. */
  @Override
  public String toString() {
    if (!isPage()) {
      return "'%s'".formatted(onOneLine(text));
    }
    return "a web page%s, not the API's answer"
        .formatted(title().map(" titled '%s'"::formatted).orElse(""));
  }

  private Optional<String> title() {
    for (Pattern pattern : new Pattern[] {TITLE, HEADING}) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.find()) {
        String title = onOneLine(unescaped(matcher.group(1)));
        if (!title.isEmpty()) {
          return Optional.of(title);
        }
      }
    }
    return Optional.empty();
  }

  private static String unescaped(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&");
  }

  /** Without control characters, and such as turn the direction of what follows. */
  static String onOneLine(String text) {
    return onOneLine(text, LONGEST);
  }

  /** The same, of at most {@code longest} characters. */
  static String onOneLine(String text, int longest) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return line.length() <= longest ? line : line.substring(0, longest) + "…";
  }
}
