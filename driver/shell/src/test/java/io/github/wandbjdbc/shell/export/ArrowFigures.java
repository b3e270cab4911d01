package io.github.wandbjdbc.shell.export;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMilliVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Counts and sums over the columns of {@link LargeExportTest}'s rows, read a batch at a time. */
final class ArrowFigures {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

  private long rows;
  private long nulls;
  private long nans;
  private long infinities;
  private double sum;
  private long flags;
  private long ids;
  private long amounts;
  private final Set<String> texts = new HashSet<>();
  private final TreeSet<LocalDateTime> times = new TreeSet<>();
  private final TreeSet<LocalDate> days = new TreeSet<>();

  private ArrowFigures() {}

  static String of(Path file) throws IOException {
    ArrowFigures figures = new ArrowFigures();
    ReadArrow.forEachBatch(file, figures::add);
    return figures.toString();
  }

  private void add(VectorSchemaRoot batch) {
    IntVector id = (IntVector) batch.getVector("id");
    BitVector flag = (BitVector) batch.getVector("b");
    VarCharVector text = (VarCharVector) batch.getVector("t");
    DecimalVector amount = (DecimalVector) batch.getVector("amount");
    TimeStampMilliVector time = (TimeStampMilliVector) batch.getVector("ts");
    DateDayVector day = (DateDayVector) batch.getVector("day");
    for (int i = 0; i < batch.getRowCount(); i++) {
      rows++;
      addNumber((Float8Vector) batch.getVector("d"), i);
      flags += flag.get(i);
      ids += id.get(i);
      amounts += amount.getObject(i).longValueExact();
      texts.add(text.getObject(i).toString());
      times.add(time.getObject(i));
      days.add(LocalDate.ofEpochDay(day.get(i)));
    }
  }

  private void addNumber(Float8Vector numbers, int row) {
    if (numbers.isNull(row)) {
      nulls++;
    } else if (Double.isNaN(numbers.get(row))) {
      nans++;
    } else if (numbers.get(row) == Double.NEGATIVE_INFINITY) {
      infinities++;
    } else {
      sum += numbers.get(row);
    }
  }

  /** As {@link LargeExportTest} has DuckDB say them. */
  @Override
  public String toString() {
    return "%d|%d|%d|%d|%d|%d|%d|%d|%s|%s|%s|%d"
        .formatted(
            rows,
            nulls,
            nans,
            infinities,
            Math.round(sum * 2),
            flags,
            ids,
            amounts,
            TIME.format(times.first()),
            TIME.format(times.last()),
            days.first(),
            texts.size());
  }
}
