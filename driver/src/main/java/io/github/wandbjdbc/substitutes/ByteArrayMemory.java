package io.github.wandbjdbc.substitutes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.nio.ByteOrder;

/**
 * The methods of {@code sun.misc.Unsafe} that Aircompressor unpacks pages with, over byte arrays
 * alone. The one jar has them called in its place, since newer JVMs warn of that class and are to
 * lose it; a damaged page then meets the end of its array rather than the memory behind.
 */
public final class ByteArrayMemory {
  /** Where an array begins; named as the library names it. */
  public static final int ARRAY_BYTE_BASE_OFFSET = 0;

  /** Found by reflection, under this name. */
  @SuppressWarnings("unused")
  private static final ByteArrayMemory theUnsafe = new ByteArrayMemory();

  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private ByteArrayMemory() {}

  public byte getByte(Object bytes, long offset) {
    return ((byte[]) bytes)[index(offset)];
  }

  public short getShort(Object bytes, long offset) {
    return (short) SHORTS.get((byte[]) bytes, index(offset));
  }

  public int getInt(Object bytes, long offset) {
    return (int) INTS.get((byte[]) bytes, index(offset));
  }

  public long getLong(Object bytes, long offset) {
    return (long) LONGS.get((byte[]) bytes, index(offset));
  }

  public void putByte(Object bytes, long offset, byte value) {
    ((byte[]) bytes)[index(offset)] = value;
  }

  public void putShort(Object bytes, long offset, short value) {
    SHORTS.set((byte[]) bytes, index(offset), value);
  }

  public void putInt(Object bytes, long offset, int value) {
    INTS.set((byte[]) bytes, index(offset), value);
  }

  public void putLong(Object bytes, long offset, long value) {
    LONGS.set((byte[]) bytes, index(offset), value);
  }

  public void copyMemory(Object from, long fromOffset, Object to, long toOffset, long count) {
    System.arraycopy(from, index(fromOffset), to, index(toOffset), Math.toIntExact(count));
  }

  /** Asked for once, for buffers outside of the heap, which we have none of. */
  @SuppressWarnings("unused")
  public long objectFieldOffset(Field field) {
    return 0;
  }

  /** Out of an array's bounds, if not of an int's. */
  private static int index(long offset) {
    return offset == (int) offset ? (int) offset : -1;
  }
}
