package io.github.wandbjdbc.plan;

import io.github.wandbjdbc.client.CallScope;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.TransformedEnumerator;
import org.jspecify.annotations.Nullable;

/**
 * What a compiled statement keeps of a scan, and where its code enters; public only for that code.
 */
public final class ScanExecution {
  private final ScanSource source;
  private final ScanRequest request;
  private final List<Placeholder> placeholders;
  private final boolean scalar;

  ScanExecution(
      ScanSource source, ScanRequest request, List<Placeholder> placeholders, boolean scalar) {
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
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<@Nullable Object> enumerator() {
        if (context.get(ScanVariables.CALL_SCOPE) instanceof CallScope scope) {
          return scan.open(bindings, scope, () -> {});
        }
        CallScope scope = CallScope.unbounded();
        AtomicBoolean cancelled = DataContext.Variable.CANCEL_FLAG.get(context);
        return scan.open(
            bindings,
            scope,
            () -> {
              if (cancelled != null && cancelled.get()) {
                scope.cancel();
              }
            });
      }
    };
  }

  /** Runs {@code beforeRow} before each row: Calcite's flag can only be polled. */
  private Enumerator<@Nullable Object> open(
      Bindings bindings, CallScope scope, Runnable beforeRow) {
    beforeRow.run();
    scope.check();
    if (source.notice() != null) {
      scope.warn(source.notice());
    }
    Enumerator<Object[]> rows = request.open(source, bindings, scope);
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
