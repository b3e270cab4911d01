package io.github.wandbjdbc.client.network;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates are trusted: the authorities of a file and no others, or those of the JVM.
 * Nothing turns the check off.
 */
public final class Certificates {
  /** Those that the JVM trusts. */
  public static final Certificates OF_THE_JVM = new Certificates("", null, null);

  private final String fingerprint;
  private final @Nullable X509TrustManager trust;
  private final @Nullable SSLSocketFactory sockets;

  private Certificates(
      String fingerprint, @Nullable X509TrustManager trust, @Nullable SSLSocketFactory sockets) {
    this.fingerprint = fingerprint;
    this.trust = trust;
    this.sockets = sockets;
  }

  /**
   * The authorities of {@code file}: PEM with one certificate or more, PKCS12, JKS, or a directory
   * of PEM files.
   *
   * @param password of PKCS12 or JKS; null if there is none
   * @param source who names the file, for the message
   * @throws IllegalArgumentException if it can't be read, or holds no certificate; the message
   *     names the file and repeats nothing of it
   */
  public static Certificates of(Path file, @Nullable String password, String source) {
    List<X509Certificate> authorities;
    try {
      authorities = CertificateFile.read(file, password);
    } catch (IOException e) {
      // Not as the cause: who parses certificates may repeat what isn't one.
      throw new IllegalArgumentException("%s: %s: %s".formatted(source, file, e.getMessage()));
    }
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      List<String> each = new ArrayList<>();
      for (X509Certificate authority : authorities) {
        store.setCertificateEntry(Integer.toString(each.size()), authority);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(authority.getEncoded());
        each.add(HexFormat.of().formatHex(digest));
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      X509TrustManager trust =
          new CurrentCertificates((X509ExtendedTrustManager) factory.getTrustManagers()[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      Collections.sort(each);
      return new Certificates(String.join(",", each), trust, context.getSocketFactory());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "%s: %s: the JVM accepts none of its certificates".formatted(source, file), e);
    }
  }

  /** Has {@code builder} trust these. */
  public void applyTo(OkHttpClient.Builder builder) {
    if (trust != null && sockets != null) {
      builder.sslSocketFactory(sockets, trust);
    }
  }

  /** Tells them apart. */
  String fingerprint() {
    return fingerprint;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Certificates that && fingerprint.equals(that.fingerprint);
  }

  @Override
  public int hashCode() {
    return fingerprint.hashCode();
  }

  @Override
  public String toString() {
    return trust == null ? "those of the JVM" : trust.getAcceptedIssuers().length + " of a file";
  }
}
