package io.github.wandbjdbc.client.api.bundles;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The facts about a recorded connection that its requests depend on. Holds no credential.
 *
 * @param driver the version that recorded it
 * @param now the time that its statements take for the current one
 * @param zone of the JVM, for readers of the bundle
 * @param baseUrl where the API was
 * @param appUrl where the web app is, null for the one that belongs to {@code baseUrl}
 * @param asker a salted hash that tells who asked from others
 * @param isAnonymous whether it was asked as nobody
 * @param entity the one to begin with; null for that of the viewer
 * @param project the one to begin with
 * @param properties those that were set and change what is asked, by their keys
 */
public record Manifest(
    String driver,
    Instant now,
    String zone,
    String baseUrl,
    @Nullable String appUrl,
    String asker,
    boolean isAnonymous,
    @Nullable String entity,
    @Nullable String project,
    Map<String, String> properties) {
  /** The one format that there is so far. */
  private static final String FORMAT = "1";

  private static final Pattern PLAIN = Pattern.compile("[!-~]{1,500}");
  private static final int SALT = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  public Manifest {
    properties = new TreeMap<>(properties);
  }

  /**
   * A manifest of a connection that begins now.
   *
   * @param asker tells who asks from others; it isn't kept
   */
  public static Manifest beginning(
      String driver,
      String baseUrl,
      @Nullable String appUrl,
      String asker,
      boolean isAnonymous,
      @Nullable String entity,
      @Nullable String project,
      Map<String, String> properties) {
    return new Manifest(
        driver,
        Instant.now().truncatedTo(ChronoUnit.MILLIS),
        ZoneId.systemDefault().getId(),
        baseUrl,
        appUrl,
        salted("%016x".formatted(RANDOM.nextLong()), asker),
        isAnonymous,
        entity,
        project,
        properties);
  }

  /** The same connection at the time of another. */
  Manifest at(Instant time) {
    return new Manifest(
        driver, time, zone, baseUrl, appUrl, asker, isAnonymous, entity, project, properties);
  }

  /** Whether {@code asker} recorded it, asking the server at that address. */
  boolean isOf(String address, String asker) {
    String salt = this.asker.substring(0, Math.min(SALT, this.asker.length()));
    return baseUrl.equals(address) && this.asker.equals(salted(salt, asker));
  }

  private static String salted(String salt, String asker) {
    return salt + ByteString.encodeUtf8(salt + asker).sha256().hex().substring(0, SALT);
  }

  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.factory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("format", FORMAT);
      json.writeStringField("driver", driver);
      json.writeStringField("now", now.toString());
      json.writeStringField("zone", zone);
      json.writeStringField("baseUrl", baseUrl);
      writeIfSet(json, "appUrl", appUrl);
      json.writeStringField("asker", asker);
      json.writeBooleanField("anonymous", isAnonymous);
      writeIfSet(json, "entity", entity);
      writeIfSet(json, "project", project);
      json.writeObjectFieldStart("properties");
      for (Map.Entry<String, String> property : properties.entrySet()) {
        json.writeStringField(property.getKey(), property.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("a text takes any JSON", e);
    }
    return text + "\n";
  }

  private static void writeIfSet(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  /** A text that can be shown to anybody. */
  private static String plain(JsonMap json, String name) throws IOException {
    String text = json.required(name);
    if (!PLAIN.matcher(text).matches()) {
      throw new IOException("its '%s' is none".formatted(name));
    }
    return text;
  }

  /** The manifest that {@code text} is. */
  static Manifest read(String text) throws IOException {
    JsonMap json = JsonMap.read(text);
    String format = json.required("format");
    if (!format.equals(FORMAT)) {
      throw new IOException(
          "it has format %s, and this driver reads format %s".formatted(format, FORMAT));
    }
    Map<String, String> properties = new TreeMap<>();
    JsonMap set = json.object("properties");
    for (String key : set.names()) {
      properties.put(key, set.required(key));
    }
    try {
      return new Manifest(
          plain(json, "driver"),
          Instant.parse(json.required("now")),
          plain(json, "zone"),
          plain(json, "baseUrl"),
          json.text("appUrl"),
          json.required("asker"),
          json.flag("anonymous"),
          json.text("entity"),
          json.text("project"),
          properties);
    } catch (DateTimeException e) {
      throw new IOException("its time can't be read", e);
    }
  }
}
