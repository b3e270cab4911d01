package io.github.wandbjdbc.shell.export;

import java.math.BigInteger;

/** Takes the values of a column, one for each row. */
interface ExportSink {

  void putNull();

  void putBoolean(boolean value);

  void putInt(int value);

  void putLong(long value);

  void putText(String value);

  /** Takes the digits of a decimal, without its point. */
  void putDecimal(BigInteger unscaled);

  default void putDouble(double value) {
    putLong(Double.doubleToRawLongBits(value));
  }
}
