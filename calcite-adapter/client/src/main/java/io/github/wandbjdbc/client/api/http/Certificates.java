package io.github.wandbjdbc.client.api.http;

import java.security.cert.CertPath;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Says in a few words why a certificate was refused; chains and keys stay out of messages. */
final class Certificates {
  /** OkHttp names the host and the names that the certificate has. */
  private static final Pattern NAMES = Pattern.compile("(?s)subjectAltNames: \\[([^\\]]*)\\]");

  private static final int MAX_NAMES = 5;
  private static final String NOT_TRUSTED =
      "its TLS certificate is not trusted: it was signed by an authority that this JVM doesn't know";
  private static final String NAME_AUTHORITY =
      "if it is your organization's, name the authority's certificate by the property caFile";
  private static final String NOT_THIS_HOST = "check the host, or have the certificate renewed";

  private Certificates() {}

  /**
   * The error, and a hint.
   *
   * @param message of which the subject is the server
   */
  record Refusal(String message, String hint) {}

  /** Why the certificate was refused, if that is what went wrong. */
  static Optional<Refusal> refusal(List<Throwable> causes, String host) {
    for (Throwable cause : causes) {
      if (cause instanceof CertificateExpiredException) {
        return Optional.of(expired(causes));
      }
      if (cause instanceof CertificateNotYetValidException) {
        return Optional.of(notYetValid(causes));
      }
    }
    for (Throwable cause : causes) {
      if (cause instanceof CertPathBuilderException) {
        return Optional.of(new Refusal(NOT_TRUSTED, NAME_AUTHORITY));
      }
      if (cause instanceof SSLPeerUnverifiedException) {
        return Optional.of(otherHost(cause, host));
      }
    }
    return causes.stream()
        .filter(cause -> cause instanceof CertificateException)
        .findFirst()
        .map(
            cause ->
                new Refusal(
                    "its TLS certificate is not accepted: "
                        + ForeignBody.onOneLine(String.valueOf(cause.getMessage())),
                    NAME_AUTHORITY));
  }

  private static Refusal expired(List<Throwable> causes) {
    X509Certificate certificate = blamed(causes);
    String when =
        certificate == null ? "" : " on " + day(certificate.getNotAfter().toInstant()) + " (UTC)";
    return new Refusal(
        "its TLS certificate expired" + when,
        "whoever runs the server has to renew it; or is this machine's clock wrong?");
  }

  private static Refusal notYetValid(List<Throwable> causes) {
    X509Certificate certificate = blamed(causes);
    String when =
        certificate == null
            ? " yet"
            : " before " + day(certificate.getNotBefore().toInstant()) + " (UTC)";
    return new Refusal("its TLS certificate is not valid" + when, "is this machine's clock wrong?");
  }

  private static LocalDate day(Instant instant) {
    return instant.atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static Refusal otherHost(Throwable cause, String host) {
    Matcher names = NAMES.matcher(String.valueOf(cause.getMessage()));
    String others = names.find() ? names(names.group(1)) : "";
    return new Refusal(
        others.isEmpty()
            ? "its TLS certificate is not for " + host
            : "its TLS certificate is for %s, not for %s".formatted(others, host),
        NOT_THIS_HOST);
  }

  private static String names(String list) {
    List<String> names =
        Pattern.compile(", ").splitAsStream(list.strip()).filter(name -> !name.isEmpty()).toList();
    String shown =
        ForeignBody.onOneLine(
            String.join(", ", names.subList(0, Math.min(names.size(), MAX_NAMES))));
    return names.size() > MAX_NAMES ? shown + ", …" : shown;
  }

  /** The certificate of the chain that the JVM's check stumbled over. */
  private static @Nullable X509Certificate blamed(List<Throwable> causes) {
    for (Throwable cause : causes) {
      if (cause instanceof CertPathValidatorException e) {
        CertPath path = e.getCertPath();
        if (path != null && e.getIndex() >= 0 && e.getIndex() < path.getCertificates().size()) {
          Certificate certificate = path.getCertificates().get(e.getIndex());
          return certificate instanceof X509Certificate x509 ? x509 : null;
        }
      }
    }
    return null;
  }
}
