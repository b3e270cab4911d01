package io.github.wandbjdbc.client.network;

import java.net.Socket;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts what another does, unless the server's certificate is out of date: Java takes a
 * certificate that is itself among the trusted ones as it is, for ever.
 */
final class CurrentCertificates extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager other;

  CurrentCertificates(X509ExtendedTrustManager other) {
    this.other = other;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    other.checkServerTrusted(chain, type);
    checkDate(chain[0]);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    other.checkServerTrusted(chain, type, socket);
    checkDate(chain[0]);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    other.checkServerTrusted(chain, type, engine);
    checkDate(chain[0]);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    other.checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    other.checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    other.checkClientTrusted(chain, type, engine);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return other.getAcceptedIssuers();
  }

  /** Fails as Java does where it looks at the date. */
  private static void checkDate(X509Certificate server) throws CertificateException {
    try {
      server.checkValidity();
    } catch (CertificateExpiredException | CertificateNotYetValidException e) {
      throw new CertificateException(
          e.getMessage(),
          new CertPathValidatorException(
              e.getMessage(),
              e,
              CertificateFactory.getInstance("X.509").generateCertPath(List.of(server)),
              0));
    }
  }
}
