package io.github.wandbjdbc.client.parquet;

/** Some bytes of an array, which may be shared: nobody changes them. */
final class Slice {
  private final byte[] array;
  private final int offset;
  private final int length;

  /**
   * A slice.
   *
   * @param offset of the first byte in {@code array}
   */
  Slice(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  byte[] array() {
    return array;
  }

  int offset() {
    return offset;
  }

  int length() {
    return length;
  }

  /** The part from {@code from} on, counted from the slice's begin. */
  Slice from(int from) {
    return new Slice(array, offset + from, length - from);
  }
}
