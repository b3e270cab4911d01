package io.github.wandbjdbc.client.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret with which entries are authenticated: random bytes in a file of the cache's folder,
 * which only the user can read. What others plant there doesn't count.
 */
final class CacheSecret {
  static final String NAME = "secret";

  private static final int BYTES = 32;
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private CacheSecret(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /**
   * The secret in {@code folder}.
   *
   * @throws NoSuchFileException if there is none
   */
  static CacheSecret in(OpenFolder folder) throws IOException {
    try (SeekableByteChannel channel = folder.read(NAME)) {
      ByteBuffer bytes = ByteBuffer.allocate(BYTES);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // Goes on until all is there.
      }
      if (bytes.hasRemaining()) {
        throw new IOException("the secret of the cache is cut off; delete the cache");
      }
      return new CacheSecret(bytes.array());
    }
  }

  /** The secret in {@code folder}, which is made unless it is there. */
  static CacheSecret made(OpenFolder folder) throws IOException {
    try {
      return in(folder);
    } catch (NoSuchFileException e) {
      byte[] fresh = new byte[BYTES];
      new SecureRandom().nextBytes(fresh);
      String part = OpenFolder.newName(NAME + "-");
      try (SeekableByteChannel channel = folder.create(part)) {
        ByteBuffer rest = ByteBuffer.wrap(fresh);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
      }
      // Of several processes that begin at once the last one's counts; entries of others are
      // found to be no good, and fetched anew.
      folder.rename(part, NAME);
      return in(folder);
    }
  }

  /** The code that only who has the secret can make of {@code head} and {@code bytes}. */
  String code(byte[] head, byte[] bytes) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(head);
      mac.update(bytes);
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
