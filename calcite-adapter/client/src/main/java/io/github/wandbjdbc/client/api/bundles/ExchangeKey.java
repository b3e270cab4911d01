package io.github.wandbjdbc.client.api.bundles;

import java.io.IOException;
import java.util.regex.Pattern;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Tells requests apart: those with the same one ask for the same.
 *
 * @param hash of everything that makes a difference
 * @param operation the name of the query, or what else it is, for readers
 * @param request its text, for readers
 * @param asksForAddresses whether the answer holds addresses of files, all of which may be signed
 */
public record ExchangeKey(String hash, String operation, String request, boolean asksForAddresses) {
  /** A field of a document whose value is an address, or are several. */
  private static final Pattern ADDRESS_FIELD = Pattern.compile("\\b(?:\\w*U|u)rls?\\b");

  /** The operation of what is fetched from the storage. */
  private static final String STORAGE = "storage";

  /**
   * A request to the API.
   *
   * @param operation of its document
   * @param body JSON; the order of its members doesn't count
   */
  public static ExchangeKey ofApi(String operation, String body) {
    JsonMap canonical;
    String document;
    try {
      canonical = JsonMap.read(body);
      document = canonical.required("query");
    } catch (IOException e) {
      throw new IllegalArgumentException("a request that is no JSON", e);
    }
    return new ExchangeKey(
        hash("api\n" + canonical), operation, body, ADDRESS_FIELD.matcher(document).find());
  }

  /**
   * A part of a stored file.
   *
   * @param address as it stands in a recorded answer: without a signature
   * @param range as HTTP has it; null for all of it
   */
  public static ExchangeKey ofStorage(String address, @Nullable String range) {
    // However often it was signed anew.
    String file = address.startsWith(SignedAddresses.PREFIX) ? address.split("[?]", 2)[0] : address;
    String request = file + " " + (range == null ? "whole" : range);
    return new ExchangeKey(hash("storage\n" + request), STORAGE, request, false);
  }

  private static String hash(String text) {
    return ByteString.encodeUtf8(text).sha256().hex();
  }
}
