package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.files.folder.LogFile;
import io.github.wandbjdbc.client.files.folder.LogKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds logs that are copies of others: a {@code latest-run} that is a real folder since something
 * copied it, a backup beside its original. A copy that was made while the run went on is the
 * beginning of the other.
 */
final class Copies {
  private static final int COMPARED = 64 * 1024;

  private static final int MAX_KNOWN = 100_000;

  private final Map<List<LogFile>, Boolean> known = new HashMap<>();

  /** Those of {@code logs}, all of one run id, that aren't copies of others, in their order. */
  List<RunLog> without(List<RunLog> logs) {
    if (logs.size() < 2) {
      return logs;
    }
    List<RunLog> longestFirst = new ArrayList<>(logs);
    longestFirst.sort(Comparator.comparingLong((RunLog log) -> log.file().size()).reversed());
    List<RunLog> originals = new ArrayList<>();
    for (RunLog log : longestFirst) {
      if (originals.stream().noneMatch(original -> isBeginning(log.file(), original.file()))) {
        originals.add(log);
      }
    }
    return logs.stream().filter(originals::contains).toList();
  }

  private boolean isBeginning(LogFile file, LogFile of) {
    if (file.isOldDirectory() || of.isOldDirectory()) {
      return false;
    }
    List<LogFile> both = List.of(file, of);
    Boolean before = known.get(both);
    if (before == null) {
      if (known.size() >= MAX_KNOWN) {
        known.clear();
      }
      before = compare(file, of);
      known.put(both, before);
    }
    return before;
  }

  /** Times and numbers of records differ all over two logs, so their ends tell. */
  private static boolean compare(LogFile file, LogFile of) {
    long size = file.size();
    try (FileChannel one = open(file);
        FileChannel other = open(of)) {
      int first = (int) Math.min(size, LogKind.FIRST_BYTES);
      int part = (int) Math.min(size, COMPARED);
      return Arrays.equals(read(one, 0, first), read(other, 0, first))
          && Arrays.equals(read(one, 0, part), read(other, 0, part))
          && Arrays.equals(read(one, size - part, part), read(other, size - part, part));
    } catch (IOException e) {
      // Gone, or changing: then it is told when it is read.
      return false;
    }
  }

  private static FileChannel open(LogFile file) throws IOException {
    return FileChannel.open(
        file.path(), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  private static byte[] read(FileChannel channel, long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new IOException("a file that ends too soon");
      }
    }
    return bytes.array();
  }
}
