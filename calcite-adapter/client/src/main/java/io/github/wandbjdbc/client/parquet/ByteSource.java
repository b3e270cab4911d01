package io.github.wandbjdbc.client.parquet;

import java.io.IOException;

/** The bytes of a file, wherever they are. Safe for use by several threads. */
public interface ByteSource extends AutoCloseable {

  /** The size of the file, at least 0. */
  long size();

  /** Whether these bytes are here, so that nothing need be fetched for them. */
  default boolean isHere(long offset, long length) {
    return false;
  }

  /**
   * Some bytes of the file, which are not asked for before {@link Bytes#begin} or {@link
   * Bytes#await}.
   */
  Bytes bytes(long offset, int length);

  @Override
  void close();

  /** Bytes that are there, under way, or not yet asked for. */
  interface Bytes {

    /** Has them fetched before they are wanted, if that is of use. */
    void begin();

    /** The bytes; waits for them. */
    byte[] await() throws IOException;
  }
}
