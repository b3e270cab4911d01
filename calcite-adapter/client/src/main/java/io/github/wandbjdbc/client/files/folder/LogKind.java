package io.github.wandbjdbc.client.files.folder;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells from the first bytes of a file what it is instead of a log. */
public final class LogKind {
  /** {@code :W&B}, the magic number 0xBEE1 and version 0. */
  private static final byte[] MAGIC = {':', 'W', '&', 'B', (byte) 0xE1, (byte) 0xBE, 0};

  /** So many bytes tell. */
  public static final int FIRST_BYTES = 256;

  private LogKind() {}

  /**
   * The reason why a file that begins with {@code first} can't be read, or null if it is a log.
   *
   * @param first all of the file if it is shorter than {@link #FIRST_BYTES}
   */
  public static @Nullable String fault(byte[] first) {
    int version = MAGIC.length - 1;
    if (first.length == 0) {
      return "is empty: nothing was written, or a copy was cut off; in a clone of a repository that"
          + " uses Git LFS, run git lfs pull";
    }
    if (beginsWith(first, Arrays.copyOf(MAGIC, Math.min(first.length, MAGIC.length)))) {
      return first.length < MAGIC.length
          ? "ends within its header, after %d bytes: nothing was written, or a copy was cut off"
              .formatted(first.length)
          : null;
    }
    if (first.length > version && beginsWith(first, Arrays.copyOf(MAGIC, version))) {
      return "is of version %d of the format, and this driver reads version 0: a later driver may"
              .formatted(first[version] & 0xFF)
          + " read it";
    }
    String text = new String(first, StandardCharsets.ISO_8859_1).strip().toLowerCase(Locale.ROOT);
    if (text.startsWith("version https://git-lfs")) {
      return "is a Git LFS pointer, not the log itself: run git lfs pull";
    }
    if (text.startsWith("/annex/") || text.contains("/annex/objects/")) {
      return "is a git-annex pointer, not the log itself: run git annex get";
    }
    if (text.startsWith("<")) {
      return "is a web page, not a log: download the file itself";
    }
    if (beginsWith(first, new byte[] {0x1F, (byte) 0x8B}) || text.startsWith("pk\u0003\u0004")) {
      return "is compressed: unpack it";
    }
    for (byte each : first) {
      if (each != 0) {
        return "is not a transaction log: move it out of the directory";
      }
    }
    return "holds zeros: it was never written, or a copy was cut off";
  }

  private static boolean beginsWith(byte[] bytes, byte[] prefix) {
    return bytes.length >= prefix.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }
}
