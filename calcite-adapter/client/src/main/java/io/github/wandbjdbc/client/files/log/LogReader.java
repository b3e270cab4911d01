package io.github.wandbjdbc.client.files.log;

import io.github.wandbjdbc.client.files.folder.LogKind;
import io.github.wandbjdbc.client.files.folder.UnreadableLogException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The records of a transaction log, one after the other.
 *
 * <p>The container is LevelDB's log format: blocks of 32 KiB, counted from the beginning of the
 * file, hold chunks that never cross a block; a record is one full chunk, or a first, middle and
 * last ones. It differs in a header of seven bytes, and in a plain CRC-32 over type and payload.
 *
 * <p>Damage is skipped: reading goes on with the next block, and {@link #damages} counts the
 * places. A record that the file ends in is not damage, since a writer flushes when it likes: see
 * {@link #isTorn}. Bytes behind the given end, which a writer may be adding, are not looked at.
 */
public final class LogReader implements LogRecords {
  public static final int BLOCK = 32 * 1024;
  private static final int CHUNK_HEADER = 7;
  public static final int FILE_HEADER = 7;

  /**
   * The longest record that we read, as far as memory allows: it is held several times until it is
   * read. The official client recommends rows below 25 MB; longer records count as damage.
   */
  private static final int MAX_RECORD =
      (int) Math.max(1 << 20, Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 16));

  /** A larger buffer is given up after the record that needed it. */
  private static final int KEPT_BUFFER = 1 << 20;

  private static final int FULL = 1;
  private static final int FIRST = 2;
  private static final int LAST = 4;

  private final RecordTypes types;
  private final FileChannel channel;
  private final long end;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
  private final CRC32 crc = new CRC32();

  private long blockStart;
  private byte[] pending = new byte[0];
  private int pendingLength;
  private boolean inRecord;
  private boolean skipsRecord;
  private boolean lost;
  private long recordPosition;
  private int damages;
  private int tooLong;
  private boolean torn;
  private long bytesRead;
  private long pause = Long.MAX_VALUE;

  private LogReader(RecordTypes types, FileChannel channel, long end) {
    this.types = types;
    this.channel = channel;
    this.end = end;
  }

  /**
   * A reader of the records of {@code file} that begin at {@code position} or later.
   *
   * @param end where to stop: the length that the file had when it was looked at
   * @param position 0, or the position of a record
   */
  public static LogReader open(Path file, long end, long position) throws IOException {
    return open(file, end, position, RecordTypes.OF_RUNS);
  }

  /** The same for records of other {@code types}. */
  public static LogReader open(Path file, long end, long position, RecordTypes types)
      throws IOException {
    FileChannel channel =
        FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    try {
      LogReader reader = new LogReader(types, channel, end);
      if (position < BLOCK) {
        reader.readBlock(0);
        checkHeader(reader.block.array(), reader.block.limit());
        reader.block.position(
            (int) Math.min(Math.max(position, FILE_HEADER), reader.block.limit()));
      } else {
        byte[] first = new byte[FILE_HEADER];
        checkHeader(first, channel.read(ByteBuffer.wrap(first), 0));
        reader.readBlock(position);
      }
      return reader;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void checkHeader(byte[] bytes, int length) throws UnreadableLogException {
    int count = Math.max(0, Math.min(length, LogKind.FIRST_BYTES));
    String fault = LogKind.fault(Arrays.copyOf(bytes, count));
    if (fault != null) {
      throw new UnreadableLogException(fault);
    }
  }

  /**
   * Goes on with the records that begin at {@code position}, the beginning of a block, or later.
   */
  public void skipTo(long position) throws IOException {
    inRecord = false;
    // The rest of a record that begins before is no damage.
    lost = true;
    readBlock(position);
  }

  /** The next record that ends before {@code position}, the beginning of a block; else null. */
  public @Nullable LogRecord nextBefore(long position) throws IOException {
    pause = position;
    LogRecord record = next();
    pause = Long.MAX_VALUE;
    return record;
  }

  /** Where it looks for the next record. */
  public long position() {
    return blockStart + block.position();
  }

  /** How many bytes of the file it has read so far. */
  public long bytesRead() {
    return bytesRead;
  }

  /** The next whole record that may be one of the types, or null behind the last one. */
  @Override
  public @Nullable LogRecord next() throws IOException {
    while (true) {
      int room = BLOCK - block.position();
      boolean isLastBlock = block.limit() < BLOCK || blockStart + BLOCK >= end;
      if (room < CHUNK_HEADER || (!block.hasRemaining() && !isLastBlock)) {
        if (isLastBlock) {
          return atEnd(false);
        }
        if (blockStart + BLOCK >= pause) {
          return null;
        }
        readBlock(blockStart + BLOCK);
        continue;
      }
      if (block.remaining() < CHUNK_HEADER) {
        return atEnd(!isZero(block.position(), block.remaining()));
      }
      int start = block.position();
      int length = Short.toUnsignedInt(block.getShort(start + 4));
      int type = block.get(start + 6);
      if (isZero(start, CHUNK_HEADER)) {
        // Zero-filled space: the file system gave it, the writer never filled it.
        skipBlock(inRecord);
        continue;
      }
      if (type < FULL || type > LAST || length > room - CHUNK_HEADER) {
        skipBlock(true);
        continue;
      }
      if (length > block.remaining() - CHUNK_HEADER) {
        return atEnd(true);
      }
      crc.reset();
      crc.update(block.array(), start + 6, 1 + length);
      if ((int) crc.getValue() != block.getInt(start)) {
        skipBlock(true);
        continue;
      }
      block.position(start + CHUNK_HEADER + length);
      LogRecord record = add(type, start, length);
      if (record != null) {
        return record;
      }
    }
  }

  /** In how many places records were lost to damage so far. */
  @Override
  public int damages() {
    return damages;
  }

  /** How many of these are records that are longer than any that we read. */
  @Override
  public int tooLong() {
    return tooLong;
  }

  /** Whether the file ends within a record. */
  @Override
  public boolean isTorn() {
    return torn;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private @Nullable LogRecord add(int type, int start, int length) throws IOException {
    int payload = start + CHUNK_HEADER;
    if (type == FULL || type == FIRST) {
      if (inRecord) {
        damages++;
      }
      lost = false;
      recordPosition = blockStart + start;
      skipsRecord = !LogRecord.mayBeRead(block.array(), payload, length, types);
      if (type == FULL) {
        inRecord = false;
        return skipsRecord ? null : parse(block.array(), payload, length);
      }
      inRecord = true;
      pendingLength = 0;
      if (pending.length > KEPT_BUFFER) {
        pending = new byte[0];
      }
    } else if (!inRecord) {
      // The rest of a record whose beginning is lost: one damage, however long the record.
      if (!lost) {
        damages++;
        lost = true;
      }
      return null;
    }
    if (!skipsRecord) {
      append(payload, length);
    }
    if (type != LAST) {
      return null;
    }
    inRecord = false;
    return skipsRecord ? null : parse(pending, 0, pendingLength);
  }

  private @Nullable LogRecord parse(byte[] bytes, int offset, int length) {
    try {
      return LogRecord.parse(bytes, offset, length, recordPosition, types);
    } catch (IOException e) {
      damages++;
      return null;
    }
  }

  private void append(int payload, int length) {
    if (pendingLength + length > MAX_RECORD) {
      damages++;
      tooLong++;
      skipsRecord = true;
      pending = new byte[0];
      return;
    }
    if (pendingLength + length > pending.length) {
      int doubled = Math.min(MAX_RECORD, 2 * pending.length);
      pending = Arrays.copyOf(pending, Math.max(pendingLength + length, doubled));
    }
    System.arraycopy(block.array(), payload, pending, pendingLength, length);
    pendingLength += length;
  }

  private @Nullable LogRecord atEnd(boolean cut) {
    torn |= cut || inRecord;
    inRecord = false;
    block.position(block.limit());
    return null;
  }

  private void skipBlock(boolean isDamage) {
    if (isDamage) {
      damages++;
      lost = true;
    }
    inRecord = false;
    block.position(block.limit());
  }

  private boolean isZero(int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (block.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Reads the block in which {@code position} lies, and stands there. */
  private void readBlock(long position) throws IOException {
    blockStart = position - position % BLOCK;
    block.clear().limit((int) Math.min(BLOCK, Math.max(0, end - blockStart)));
    while (block.hasRemaining()) {
      if (channel.read(block, blockStart + block.position()) < 0) {
        throw new UnreadableLogException(
            "was truncated while it was read: run the statement again");
      }
    }
    bytesRead += block.limit();
    block.position((int) Math.min(position - blockStart, block.limit()));
  }
}
