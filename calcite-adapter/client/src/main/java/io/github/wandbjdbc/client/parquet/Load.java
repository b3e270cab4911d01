package io.github.wandbjdbc.client.parquet;

import io.github.wandbjdbc.client.parquet.ChunkStream.Piece;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.format.ColumnMetaData;

/**
 * Row groups that are fetched together, in as few requests as move few bytes more than are wanted.
 * A large one is fetched column by column, in slices.
 */
final class Load {
  /** So far apart two columns are fetched in one request: it costs less than another one. */
  private static final long WORTH_BRIDGING = 256 << 10;

  /** The gap between wanted columns that is still read with them: at most one part in so many. */
  private static final int BRIDGES = 4;

  /** The limit on the bytes of one request. */
  private static final int MAX_SPAN = 8 << 20;

  private static final int MIN_SLICE = 256 << 10;

  private final List<ParquetFile.Group> groups;
  private final ByteSource source;
  private final long size;
  private final long slice;
  private final List<ByteSource.Bytes> spans = new ArrayList<>();
  private final IdentityHashMap<ParquetFile.Group, Map<List<String>, Deque<Piece>>> pieces =
      new IdentityHashMap<>();

  private Load(List<ParquetFile.Group> groups, ByteSource source, long size, long slice) {
    this.groups = List.copyOf(groups);
    this.source = source;
    this.size = size;
    this.slice = slice;
  }

  private record Chunk(ParquetFile.Group group, List<String> path, long start, long length) {
    long end() {
      return start + length;
    }
  }

  /**
   * The first of {@code groups}, and those after it that fit.
   *
   * @param wanted the paths of the columns to fetch
   * @param room how many bytes may be held
   */
  static Load first(
      List<ParquetFile.Group> groups, Set<List<String>> wanted, ByteSource source, long room) {
    List<ParquetFile.Group> taken = new ArrayList<>();
    List<Chunk> chunks = new ArrayList<>();
    long size = 0;
    for (ParquetFile.Group group : groups) {
      List<Chunk> more = chunks(group, wanted);
      long moreSize = more.stream().mapToLong(Chunk::length).sum();
      if (!taken.isEmpty() && size + moreSize > MAX_SPAN) {
        break;
      }
      taken.add(group);
      chunks.addAll(more);
      size += moreSize;
    }
    if (size > room) {
      long slice = Math.max(MIN_SLICE, room / (2L * chunks.size()));
      return new Load(taken, source, size, slice);
    }
    Load load = new Load(taken, source, size, 0);
    load.join(chunks);
    return load;
  }

  private static List<Chunk> chunks(ParquetFile.Group group, Set<List<String>> wanted) {
    List<Chunk> chunks = new ArrayList<>();
    for (List<String> path : wanted) {
      ColumnMetaData column = group.columns().get(path);
      if (column != null) {
        chunks.add(
            new Chunk(group, path, ParquetFile.start(column), column.getTotal_compressed_size()));
      }
    }
    return chunks;
  }

  private void join(List<Chunk> chunks) {
    List<Chunk> sorted = new ArrayList<>(chunks);
    sorted.sort(Comparator.comparingLong(Chunk::start));
    long mayBridge = size / BRIDGES;
    for (int from = 0; from < sorted.size(); ) {
      int to = from + 1;
      long end = sorted.get(from).end();
      while (to < sorted.size()
          && sorted.get(to).start() - end <= Math.min(WORTH_BRIDGING, mayBridge)) {
        mayBridge -= Math.max(0, sorted.get(to).start() - end);
        end = Math.max(end, sorted.get(to).end());
        to++;
      }
      span(sorted.subList(from, to), end);
      from = to;
    }
  }

  private void span(List<Chunk> chunks, long end) {
    long start = chunks.get(0).start();
    List<ByteSource.Bytes> bytes = new ArrayList<>();
    for (long at = start; at < end; at += MAX_SPAN) {
      bytes.add(source.bytes(at, (int) Math.min(MAX_SPAN, end - at)));
    }
    spans.addAll(bytes);
    for (Chunk chunk : chunks) {
      Deque<Piece> parts = new ArrayDeque<>();
      for (long at = chunk.start(); at < chunk.end(); ) {
        int index = (int) ((at - start) / MAX_SPAN);
        int offset = (int) ((at - start) % MAX_SPAN);
        int length = (int) Math.min(MAX_SPAN - offset, chunk.end() - at);
        parts.add(new Piece(bytes.get(index), offset, length));
        at += length;
      }
      put(chunk, parts);
    }
  }

  private void put(Chunk chunk, Deque<Piece> parts) {
    pieces.computeIfAbsent(chunk.group(), group -> new HashMap<>()).put(chunk.path(), parts);
  }

  List<ParquetFile.Group> groups() {
    return groups;
  }

  /** How many bytes are wanted of it. */
  long size() {
    return size;
  }

  /** Has it fetched, unless it comes in slices. */
  void begin() {
    spans.forEach(ByteSource.Bytes::begin);
  }

  /** The bytes of the column at {@code path}, the first of which are under way. */
  ChunkStream stream(ParquetFile.Group group, List<String> path) {
    Deque<Piece> parts =
        slice == 0
            ? pieces.getOrDefault(group, Map.of()).getOrDefault(path, new ArrayDeque<>())
            : slices(group, path);
    return new ChunkStream(parts);
  }

  /** Nobody but their reader holds slices, so that those he has read are free. */
  private Deque<Piece> slices(ParquetFile.Group group, List<String> path) {
    Deque<Piece> parts = new ArrayDeque<>();
    for (Chunk chunk : chunks(group, Set.of(path))) {
      for (long start = chunk.start(); start < chunk.end(); start += slice) {
        int length = (int) Math.min(slice, chunk.end() - start);
        parts.add(new Piece(source.bytes(start, length), 0, length));
      }
    }
    return parts;
  }
}
