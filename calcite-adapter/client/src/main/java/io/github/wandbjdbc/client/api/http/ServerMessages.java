package io.github.wandbjdbc.client.api.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.json.JsonFields;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import okio.Buffer;

/**
 * An error message of the server, in any of its forms: {@code errors} of objects or of strings, or
 * {@code error} with a text or an object.
 */
public final class ServerMessages {
  private static final int MAX_MESSAGES = 5;
  private static final int MAX_LENGTH = 300;
  private static final int MAX_NAMES = 100;

  /** More than a document has fields. */
  private static final int MAX_COMPLAINTS = 1000;

  private static final int MAX_COMPLAINT_LENGTH = 2000;

  /** Each message is held against many patterns. */
  private static final int MAX_LOOKED_AT = 200_000;

  private static final Pattern RATE_LIMIT =
      Pattern.compile("rate.?limit(ed|\\b.{0,60}(exceeded|reached|hit))|too many requests");

  private final List<String> texts = new ArrayList<>();
  private final Set<String> named = new HashSet<>();
  private final List<Complaint> complaints = new ArrayList<>();
  private boolean hasPermissionCode;
  private int lookedAt;

  /** The messages in an answer; none if it is not JSON, or doesn't complain. */
  public static ServerMessages in(Buffer body) {
    ServerMessages messages = new ServerMessages();
    try (JsonParser parser = Json.factory().createParser(body.copy().inputStream())) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        JsonFields.each(parser, messages::readMember);
      }
    } catch (IOException e) {
      // Not JSON, or cut off: what was found so far has to do.
      return messages;
    }
    return messages;
  }

  /** Takes a member of an answer, if it is one that complains. */
  public void readMember(String name, JsonParser value) throws IOException {
    if (name.equals("errors") && value.currentToken() == JsonToken.START_ARRAY) {
      JsonFields.elements(value, this::readError);
    } else if (name.equals("error") || name.equals("errors")) {
      readError(value);
    }
  }

  private void readError(JsonParser error) throws IOException {
    if (error.currentToken() == JsonToken.VALUE_STRING) {
      add(error.getText(), 0);
    } else if (error.currentToken() == JsonToken.START_OBJECT) {
      OneError one = new OneError();
      try {
        JsonFields.each(error, one::readMember);
      } finally {
        add(one.message, one.line);
      }
    } else if (error.currentToken() != JsonToken.VALUE_NULL) {
      texts.add("an error without a message");
      error.skipChildren();
    }
  }

  private void add(String text, int line) {
    texts.add(text);
    if (complaints.size() < MAX_COMPLAINTS && lookedAt < MAX_LOOKED_AT) {
      lookedAt += Math.min(text.length(), MAX_COMPLAINT_LENGTH);
      String head = text.substring(0, Math.min(text.length(), MAX_COMPLAINT_LENGTH));
      Complaint.in(head, line).ifPresent(complaints::add);
    }
  }

  private void readPathElement(JsonParser element) throws IOException {
    if (element.currentToken() == JsonToken.VALUE_STRING && named.size() < MAX_NAMES) {
      named.add(element.getText());
    }
  }

  /** The fields, by their aliases, at which errors point. */
  Set<String> named() {
    return Set.copyOf(named);
  }

  public boolean isEmpty() {
    return texts.isEmpty();
  }

  /** The complaints about parts of the document; none if the error is another one. */
  public List<Complaint> complaints() {
    return complaints;
  }

  /** Whether the server asks to slow down, whatever the status. */
  boolean isRateLimit() {
    return kind() == Kind.RATE_LIMITED;
  }

  /**
   * The kind of failure, for an answer whose status doesn't tell. What is no more than an error is
   * final, as it is for the official client.
   */
  public Kind kind() {
    String all = String.join("\n", texts).toLowerCase(Locale.ROOT);
    if (all.contains("cannot query field") || all.contains("unknown argument")) {
      return Kind.BAD_REQUEST;
    }
    if (RATE_LIMIT.matcher(all).find()) {
      return Kind.RATE_LIMITED;
    }
    if (all.contains("not logged in")) {
      return Kind.UNAUTHENTICATED;
    }
    if (hasPermissionCode || all.contains("permission denied")) {
      return Kind.FORBIDDEN;
    }
    if (all.contains("project not found")) {
      return Kind.UNKNOWN_PROJECT;
    }
    if (all.contains("entity not found")) {
      return Kind.UNKNOWN_ENTITY;
    }
    if (all.contains("run not found")) {
      return Kind.NOT_FOUND;
    }
    return complaints.isEmpty() ? Kind.REFUSED : Kind.BAD_REQUEST;
  }

  /** The messages for a person, on one line and of bounded length. */
  @Override
  public String toString() {
    List<String> lines = texts.stream().limit(MAX_MESSAGES).map(ServerMessages::onOneLine).toList();
    return lines.size() == 1 ? lines.get(0) : "[" + String.join("; ", lines) + "]";
  }

  private static String onOneLine(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…";
  }

  /** One error. */
  private final class OneError {
    private String message = "an error without a message";
    private int line;

    void readMember(String name, JsonParser value) throws IOException {
      if (name.equals("message") && value.currentToken() == JsonToken.VALUE_STRING) {
        message = value.getText();
      } else if (name.equals("locations") && value.currentToken() == JsonToken.START_ARRAY) {
        JsonFields.elements(value, this::readLocation);
      } else if (name.equals("path") && value.currentToken() == JsonToken.START_ARRAY) {
        JsonFields.elements(value, ServerMessages.this::readPathElement);
      } else if (name.equals("extensions") && value.currentToken() == JsonToken.START_OBJECT) {
        JsonFields.each(
            value,
            (extension, code) -> {
              if (extension.equals("code") && code.currentToken() == JsonToken.VALUE_STRING) {
                hasPermissionCode |= code.getText().equals("PERMISSION_ERROR");
              }
            });
      }
    }

    private void readLocation(JsonParser location) throws IOException {
      if (location.currentToken() == JsonToken.START_OBJECT) {
        JsonFields.each(
            location,
            (name, value) -> {
              if (name.equals("line") && line == 0 && value.currentToken().isNumeric()) {
                line = value.getValueAsInt();
              }
            });
      }
    }
  }
}
