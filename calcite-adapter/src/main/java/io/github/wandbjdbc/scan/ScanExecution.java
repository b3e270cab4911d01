package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.predicates.Bindings;
import io.github.wandbjdbc.predicates.Placeholder;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.TransformedEnumerator;
import org.jspecify.annotations.Nullable;

/**
 * The part of a scan that a compiled statement keeps, and its entry point; public only for that
 * code.
 */
public final class ScanExecution {
  private final int id;
  private final ScanSource source;
  private final ScanRequest request;
  private final List<Placeholder> placeholders;
  private final boolean scalar;

  ScanExecution(
      int id,
      ScanSource source,
      ScanRequest request,
      List<Placeholder> placeholders,
      boolean scalar) {
    this.id = id;
    this.source = source;
    this.request = request;
    this.placeholders = List.copyOf(placeholders);
    this.scalar = scalar;
  }

  /**
   * The rows of {@code scan} in the execution of {@code context}, read anew by each enumerator. A
   * row of one column is the value itself, as generated code wants it.
   *
   * @param values of the placeholders, in their order
   */
  public static Enumerable<@Nullable Object> execute(
      DataContext context, ScanExecution scan, @Nullable Object[] values) {
    Bindings bindings = new Bindings(scan.placeholders, values);
    StatementProgress statement = StatementProgress.of(context);
    Runnable beforeRow = statement.polling(context);
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<@Nullable Object> enumerator() {
        return scan.open(bindings, statement.scan(scan.id), beforeRow);
      }
    };
  }

  private Enumerator<@Nullable Object> open(
      Bindings bindings, ScanProgress progress, Runnable beforeRow) {
    beforeRow.run();
    ScanRows rows = OpenedScan.rows(request, source, bindings, progress);
    return new TransformedEnumerator<Object[], @Nullable Object>(rows) {
      @Override
      public boolean moveNext() {
        beforeRow.run();
        return super.moveNext();
      }

      @Override
      protected @Nullable Object transform(Object[] row) {
        return scalar ? row[0] : row;
      }
    };
  }
}
