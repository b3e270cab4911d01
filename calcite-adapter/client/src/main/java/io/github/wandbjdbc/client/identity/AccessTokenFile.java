package io.github.wandbjdbc.client.identity;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.values.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The official client's file of access tokens, one for each base URL: {@code {"credentials":
 * {"<baseUrl>": {"access_token": "…", "expires_at": "YYYY-MM-DD HH:MM:SS"}}}}.
 *
 * <p>That says nothing of whose a token is. Those that are written here bear a mark, which the
 * official client passes over. The file is a convenience: where it can't be read or written, tokens
 * are exchanged once more.
 *
 * @param path where it is, or will be
 * @param takesUnmarked whether a token without a mark is taken for the asker's own
 */
public record AccessTokenFile(Path path, boolean takesUnmarked) {
  private static final System.Logger LOGGER = System.getLogger("wandb.connections");
  private static final int MAX_BYTES = 1 << 20;
  private static final String CREDENTIALS = "credentials";
  private static final String MARK = "wandb_jdbc_holder";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final boolean IS_POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  /** The token for {@code baseUrl} of {@code holder}, however old it is. */
  public Optional<AccessToken> read(String baseUrl, String holder) {
    byte[] content = content();
    if (content == null) {
      return Optional.empty();
    }
    Map<String, String> entry = new HashMap<>();
    try (JsonParser parser = Json.factory().createParser(content)) {
      parser.nextToken();
      if (enters(parser, CREDENTIALS) && enters(parser, baseUrl)) {
        readTexts(parser, entry);
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    String mark = entry.get(MARK);
    boolean isHolders = mark == null ? takesUnmarked : mark.equals(holder);
    String value = entry.getOrDefault("access_token", "");
    if (!isHolders || !AccessToken.isPossible(value)) {
      return Optional.empty();
    }
    try {
      LocalDateTime expiry = LocalDateTime.parse(entry.getOrDefault("expires_at", ""), TIME);
      return Optional.of(new AccessToken(value, expiry.toInstant(ZoneOffset.UTC)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Goes to the value of {@code name}, if {@code parser} is at an object that has it. */
  private static boolean enters(JsonParser parser, String name) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return false;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isIt = name.equals(parser.currentName());
      parser.nextToken();
      if (isIt) {
        return true;
      }
      parser.skipChildren();
    }
    return false;
  }

  private static void readTexts(JsonParser parser, Map<String, String> texts) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_STRING) {
        texts.put(name, parser.getText());
      }
      parser.skipChildren();
    }
  }

  /**
   * Puts {@code token} in the place of what was there for {@code baseUrl}; all else stays. The file
   * is its owner's alone afterwards. A symbolic link, and what isn't the official client's file, is
   * left alone.
   */
  public void write(String baseUrl, String holder, AccessToken token) {
    try {
      boolean exists = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
      byte[] before = exists ? content() : "{}".getBytes(StandardCharsets.UTF_8);
      if (before != null) {
        replace(merged(before, baseUrl, holder, token));
      }
    } catch (IOException e) {
      LOGGER.log(Level.DEBUG, () -> path + " was not written: " + e.getClass().getSimpleName());
    }
  }

  /** The contents of the file; null if there is none, or it can't be trusted. */
  private byte @Nullable [] content() {
    try {
      if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || othersMayWrite()) {
        return null;
      }
      try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
        byte[] content = in.readNBytes(MAX_BYTES + 1);
        return content.length > MAX_BYTES ? null : content;
      }
    } catch (IOException e) {
      return null;
    }
  }

  private boolean othersMayWrite() throws IOException {
    if (!IS_POSIX) {
      return false;
    }
    Set<PosixFilePermission> permissions =
        Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
    return permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE);
  }

  private static byte[] merged(byte[] before, String baseUrl, String holder, AccessToken token)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonParser parser = Json.factory().createParser(before);
        JsonGenerator generator = Json.factory().createGenerator(bytes)) {
      generator.useDefaultPrettyPrinter();
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a JSON object");
      }
      generator.writeStartObject();
      generator.writeObjectFieldStart(CREDENTIALS);
      Map<String, String> others = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (!name.equals(CREDENTIALS)) {
          others.put(name, Json.text(parser));
        } else if (value == JsonToken.START_OBJECT) {
          copyAllBut(baseUrl, parser, generator);
        }
        parser.skipChildren();
      }
      generator.writeObjectFieldStart(baseUrl);
      generator.writeStringField("access_token", token.value());
      generator.writeStringField(
          "expires_at", TIME.format(token.expiresAt().atOffset(ZoneOffset.UTC)));
      generator.writeStringField(MARK, holder);
      generator.writeEndObject();
      generator.writeEndObject();
      for (Map.Entry<String, String> other : others.entrySet()) {
        generator.writeFieldName(other.getKey());
        generator.writeRawValue(other.getValue());
      }
      generator.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void copyAllBut(String baseUrl, JsonParser parser, JsonGenerator generator)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals(baseUrl)) {
        parser.skipChildren();
      } else {
        generator.writeFieldName(name);
        Json.copy(parser, generator);
      }
    }
  }

  private void replace(byte[] content) throws IOException {
    Path directory = path.toAbsolutePath().getParent();
    if (directory == null) {
      return;
    }
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, mine("rwx------"));
    }
    Path unfinished = Files.createTempFile(directory, ".credentials", ".part", mine("rw-------"));
    try {
      Files.write(unfinished, content);
      Files.move(
          unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static FileAttribute<?>[] mine(String permissions) {
    return IS_POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
