package io.github.wandbjdbc.standin;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A file to which a part of a run's history was exported, and what is odd about it. */
public final class Export {
  final long first;
  final long end;
  StepType stepType = StepType.LONG;
  boolean hasStatistics = true;
  boolean isPacked;
  boolean asDotted;
  private boolean isDamaged;
  int rowsPerPage = 7;
  int rowsPerGroup = 20;
  private UnaryOperator<Map<String, Object>> edit = row -> row;
  private LongFunction<@Nullable Number> told = step -> step;
  private final List<String> leading = new ArrayList<>();
  private byte @Nullable [] bytes;
  private boolean isWrittenOnce;

  /** How a file tells the steps. */
  enum StepType {
    LONG,
    DOUBLE,
    MISSING
  }

  private Export(long first, long end) {
    this.first = first;
    this.end = end;
  }

  /** The steps from {@code first} up to, but not including, {@code end}. */
  public static Export steps(long first, long end) {
    return new Export(first, end);
  }

  /** A file that is no Parquet file, or not a good one. */
  public static Export of(byte[] bytes) {
    Export export = new Export(0, 0);
    export.bytes = bytes.clone();
    return export;
  }

  /** Tells the steps as doubles. */
  public Export withDoubleSteps() {
    stepType = StepType.DOUBLE;
    return this;
  }

  /** Tells other steps than the rows have, or none. */
  public Export steps(LongFunction<@Nullable Number> change) {
    told = change;
    return this;
  }

  /** Doesn't tell the steps. */
  public Export withoutSteps() {
    stepType = StepType.MISSING;
    return this;
  }

  /** Says nothing of what its columns hold. */
  public Export withoutStatistics() {
    hasStatistics = false;
    return this;
  }

  /** Pages are packed by gzip. */
  public Export packed() {
    isPacked = true;
    return this;
  }

  /** Objects come as columns with dotted names, rather than as structs. */
  public Export dotted() {
    asDotted = true;
    return this;
  }

  public Export rowsPerPage(int value) {
    rowsPerPage = value;
    return this;
  }

  public Export rowsPerGroup(int value) {
    rowsPerGroup = value;
    return this;
  }

  /** The columns that stand before all others, {@code _step} included. */
  public Export leading(String... names) {
    leading.addAll(List.of(names));
    return this;
  }

  /** Isn't written anew each time that it is listed: its history doesn't change. */
  public Export writtenOnce() {
    isWrittenOnce = true;
    return this;
  }

  /** The second half of its data, though not its footer, is garbage. */
  public Export damaged() {
    isDamaged = true;
    return this;
  }

  /** Holds other rows than the API does. */
  public Export holding(UnaryOperator<Map<String, Object>> change) {
    edit = change;
    return this;
  }

  /** The bytes of the file, as an export of {@code history}. */
  synchronized byte[] of(History history) {
    if (bytes != null) {
      return isWrittenOnce ? bytes : bytes.clone();
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    history.visit(first, end, (step, values) -> rows.add(row(step, values)));
    byte[] file = WrittenParquet.of(rows, this);
    if (isDamaged) {
      int tail = file.length - 2 * Integer.BYTES;
      int footer =
          ByteBuffer.wrap(file, tail, Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).getInt();
      Arrays.fill(file, (tail - footer) / 2, tail - footer, (byte) 0xFF);
    }
    if (isWrittenOnce) {
      bytes = file;
    }
    return file;
  }

  private Map<String, Object> row(long step, Map<String, Object> logged) {
    Map<String, Object> values = edit.apply(logged);
    Map<String, Object> row = new LinkedHashMap<>();
    for (String name : leading) {
      if (values.containsKey(name)) {
        put(row, name, values.get(name));
      }
    }
    switch (stepType) {
      case LONG -> putStep(row, told.apply(step));
      case DOUBLE -> {
        Number number = told.apply(step);
        putStep(row, number == null ? null : number.doubleValue());
      }
      case MISSING -> {
        // Left out.
      }
    }
    values.forEach((name, value) -> put(row, name, value));
    return row;
  }

  private static void putStep(Map<String, Object> row, @Nullable Number step) {
    if (step != null) {
      row.put("_step", step);
    }
  }

  private void put(Map<String, Object> row, String name, Object value) {
    if (asDotted && value instanceof Map<?, ?> object) {
      object.forEach((inner, innerValue) -> put(row, name + "." + inner, innerValue));
    } else {
      row.put(name, value);
    }
  }
}
