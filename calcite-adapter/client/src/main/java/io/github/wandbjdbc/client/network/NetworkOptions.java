package io.github.wandbjdbc.client.network;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import okhttp3.OkHttpClient;

/**
 * How requests leave this network.
 *
 * @param proxies which requests go through which proxy
 * @param certificates whose certificates are trusted
 */
public record NetworkOptions(Proxies proxies, Certificates certificates) {

  /** As the JVM's own settings say. */
  public static final NetworkOptions OF_THE_JVM =
      new NetworkOptions(Proxies.OF_THE_JVM, Certificates.OF_THE_JVM);

  /** Has {@code builder} go through the proxies. The certificates are another matter. */
  public void applyProxiesTo(OkHttpClient.Builder builder) {
    proxies.applyTo(builder);
  }

  /** Tells networks apart, without a user or password of a proxy. */
  public String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String scheme : new String[] {"https", "http"}) {
        ProxyServer server = proxies.serverFor(scheme);
        String secret = server == null ? "" : String.valueOf(server.authorization());
        digest.update((scheme + proxies + secret + '\n').getBytes(StandardCharsets.UTF_8));
      }
      digest.update(certificates.fingerprint().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
