package io.github.wandbjdbc.client.network;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the certificates of a file, whichever of the usual kinds it is. Private keys are left. */
final class CertificateFile {
  /** Of the bundles with all public authorities, the largest have half a megabyte. */
  private static final int MAX_BYTES = 10 << 20;

  private static final int MAX_FILES = 1000;
  private static final int JKS = 0xFEEDFEED;

  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----([^-]++)-----END (?:X509 |TRUSTED )?CERTIFICATE-----");

  private CertificateFile() {}

  /**
   * The certificates of {@code file}, at least one.
   *
   * @throws IOException if there are none; the message says why, and nothing of what the file holds
   */
  static List<X509Certificate> read(Path file, @Nullable String password) throws IOException {
    List<X509Certificate> found =
        Files.isDirectory(file) ? ofDirectory(file) : ofContent(content(file), password);
    if (found.isEmpty()) {
      throw new IOException("it holds no certificate");
    }
    return found;
  }

  private static List<X509Certificate> ofDirectory(Path directory) throws IOException {
    List<X509Certificate> found = new ArrayList<>();
    int files = 0;
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
      for (Path path : paths) {
        if (Files.isRegularFile(path) && files++ < MAX_FILES) {
          found.addAll(ofPem(content(path)));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new IOException("the directory can't be read");
    }
    return found;
  }

  private static byte[] content(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("there is no such file");
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException("it is not a file");
    }
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw new IOException("it can't be read");
    }
    if (content.length > MAX_BYTES) {
      throw new IOException(
          "it is larger than %d MB, so it is not a file of certificates"
              .formatted(MAX_BYTES >> 20));
    }
    return content;
  }

  private static List<X509Certificate> ofContent(byte[] content, @Nullable String password)
      throws IOException {
    if (content.length > 4 && (content[0] & 0xFF) == JKS >>> 24 && (content[1] & 0xFF) == 0xED) {
      return ofStore("JKS", content, password);
    }
    boolean isBinary = content.length > 1 && content[0] == 0x30 && content[1] < 0;
    if (!isBinary) {
      return ofPem(content);
    }
    X509Certificate single = certificate(content);
    return single == null ? ofStore("PKCS12", content, password) : List.of(single);
  }

  private static List<X509Certificate> ofPem(byte[] content) {
    List<X509Certificate> found = new ArrayList<>();
    Matcher block = BLOCK.matcher(new String(content, StandardCharsets.ISO_8859_1));
    while (block.find()) {
      X509Certificate one = certificate(decoded(block.group(1)));
      if (one != null) {
        found.add(one);
      }
    }
    return found;
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static @Nullable X509Certificate certificate(byte[] encoded) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(encoded));
    } catch (CertificateException e) {
      return null;
    }
  }

  private static List<X509Certificate> ofStore(
      String type, byte[] content, @Nullable String password) throws IOException {
    List<X509Certificate> found = new ArrayList<>();
    try {
      KeyStore store = KeyStore.getInstance(type);
      store.load(
          new ByteArrayInputStream(content), password == null ? null : password.toCharArray());
      for (String alias : Collections.list(store.aliases())) {
        Certificate[] chain = store.getCertificateChain(alias);
        Certificate[] all = chain == null ? new Certificate[] {store.getCertificate(alias)} : chain;
        for (Certificate one : all) {
          if (one instanceof X509Certificate certificate) {
            found.add(certificate);
          }
        }
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new IOException("it can't be opened as %s; is caFilePassword right?".formatted(type));
    }
    if (found.isEmpty() && password == null) {
      throw new IOException(
          "without caFilePassword no certificate is found in this %s file".formatted(type));
    }
    if (found.isEmpty()) {
      throw new IOException(
          "this %s file holds no trusted certificate; keytool -importcert makes one that does, as"
                  .formatted(type)
              + " openssl pkcs12 -export does with -jdktrust anyExtendedKeyUsage");
    }
    return found;
  }
}
