package io.github.wandbjdbc.client.api.bundles;

import java.io.IOException;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Tells requests apart: those with the same one ask for the same.
 *
 * @param hash of everything that makes a difference
 * @param operation the name of the query, or what else it is, for readers
 * @param request its text, for readers
 */
public record ExchangeKey(String hash, String operation, String request) {
  /** The operation of what is fetched from the storage. */
  private static final String STORAGE = "storage";

  /**
   * A request to the API.
   *
   * @param operation of its document
   * @param body JSON; the order of its members doesn't count
   */
  public static ExchangeKey ofApi(String operation, String body) {
    String canonical;
    try {
      canonical = JsonMap.read(body).toString();
    } catch (IOException e) {
      throw new IllegalArgumentException("a request that is no JSON", e);
    }
    return new ExchangeKey(hash("api\n" + canonical), operation, body);
  }

  /**
   * A part of a stored file.
   *
   * @param address as it stands in a recorded answer: without a signature
   * @param range as HTTP has it; null for all of it
   */
  public static ExchangeKey ofStorage(String address, @Nullable String range) {
    String request = address + " " + (range == null ? "whole" : range);
    return new ExchangeKey(hash("storage\n" + request), STORAGE, request);
  }

  private static String hash(String text) {
    return ByteString.encodeUtf8(text).sha256().hex();
  }
}
