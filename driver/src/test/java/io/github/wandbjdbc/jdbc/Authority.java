package io.github.wandbjdbc.jdbc;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** An authority that no JVM knows, as companies have one of their own. */
final class Authority {
  /** Of the stores that it is written to. */
  static final String PASSWORD = "store-password";

  private final HeldCertificate root;

  Authority() {
    this(new HeldCertificate.Builder().certificateAuthority(0).commonName("Company").build());
  }

  private Authority(HeldCertificate root) {
    this.root = root;
  }

  /** A server that vouches for itself, whose certificate ran out. */
  static Authority expired(String host) {
    Instant end = Instant.now().minus(Duration.ofDays(7));
    return new Authority(
        new HeldCertificate.Builder()
            .certificateAuthority(0)
            .addSubjectAlternativeName(host)
            .validityInterval(end.minus(Duration.ofDays(2)).toEpochMilli(), end.toEpochMilli())
            .build());
  }

  /** The certificate of a server that signed its own. */
  SSLContext itself() {
    return new HandshakeCertificates.Builder().heldCertificate(root).build().sslContext();
  }

  /** The certificate of a server named {@code hosts}. */
  SSLContext server(String... hosts) {
    return server(Instant.now().minus(Duration.ofDays(1)), Duration.ofDays(2), hosts);
  }

  /** The certificate of a server whose certificate has expired. */
  SSLContext expiredServer(String... hosts) {
    return server(Instant.now().minus(Duration.ofDays(9)), Duration.ofDays(2), hosts);
  }

  private SSLContext server(Instant from, Duration life, String... hosts) {
    HeldCertificate.Builder certificate =
        new HeldCertificate.Builder()
            .signedBy(root)
            .validityInterval(from.toEpochMilli(), from.plus(life).toEpochMilli());
    for (String host : hosts) {
      certificate.addSubjectAlternativeName(host);
    }
    return new HandshakeCertificates.Builder()
        .heldCertificate(certificate.build(), root.certificate())
        .build()
        .sslContext();
  }

  /** Its certificate as companies hand it out for Python. */
  String pem() {
    return root.certificatePem();
  }

  Path pem(Path file) throws IOException {
    return Files.writeString(file, "# Company\n" + pem());
  }

  /** Its certificate as DER, without a wrapping. */
  Path der(Path file) throws IOException, GeneralSecurityException {
    return Files.write(file, root.certificate().getEncoded());
  }

  /** Its certificate as a store for Java, PKCS12 or JKS. */
  Path store(String type, Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    store.setCertificateEntry("company", root.certificate());
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return file;
  }
}
