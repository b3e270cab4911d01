package io.github.wandbjdbc.client.identity;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A file that holds an identity token, a JWT, and nothing else. Whoever issues tokens replaces it
 * now and then, so it is read each time.
 *
 * @param path where it is; it may be a symbolic link, as those are that Kubernetes renews
 * @param source who names it, for messages
 */
public record IdentityTokenFile(Path path, String source) {
  private static final int MAX_BYTES = 16_384;
  private static final Pattern TOKEN =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

  /**
   * The token that is in it now.
   *
   * @throws IOException if there is none: a file that holds anything else goes nowhere. The message
   *     names the file and repeats nothing of it
   */
  public String read() throws IOException {
    if (!Files.exists(path)) {
      throw fault("there is no such file");
    }
    if (!Files.isRegularFile(path)) {
      throw fault("it is not a file");
    }
    byte[] content;
    try (InputStream in = Files.newInputStream(path)) {
      content = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw fault("it can't be read");
    }
    if (content.length > MAX_BYTES) {
      throw fault("it is longer than an identity token");
    }
    String token = new String(content, StandardCharsets.ISO_8859_1).strip();
    if (!TOKEN.matcher(token).matches()) {
      throw fault("it is not an identity token (three parts of base64url, separated by dots)");
    }
    return token;
  }

  /**
   * Whose tokens those in the file are, as a hash: of the issuer and subject that {@code token}
   * names, which stay when it is renewed; of the token, if it names none.
   */
  public String holder(String token) {
    String issuer = null;
    String subject = null;
    try (JsonParser claims = Json.factory().createParser(payload(token))) {
      if (claims.nextToken() == JsonToken.START_OBJECT) {
        while (claims.nextToken() == JsonToken.FIELD_NAME) {
          String name = claims.currentName();
          boolean isText = claims.nextToken() == JsonToken.VALUE_STRING;
          issuer = isText && name.equals("iss") ? claims.getText() : issuer;
          subject = isText && name.equals("sub") ? claims.getText() : subject;
          claims.skipChildren();
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      return hash(token);
    }
    return hash(issuer == null || subject == null ? token : issuer + '\n' + subject);
  }

  private static byte[] payload(String token) {
    return Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private IOException fault(String what) {
    return new IOException("%s: %s: %s".formatted(source, path, what));
  }
}
