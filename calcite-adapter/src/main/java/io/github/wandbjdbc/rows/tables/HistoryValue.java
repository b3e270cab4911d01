package io.github.wandbjdbc.rows.tables;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Misfit;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.rows.ItemRequest;
import io.github.wandbjdbc.rows.Misfits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One value that a step logged.
 *
 * @param number the value if it is a number, NaN and the infinities included
 * @param json the value as JSON text
 */
record HistoryValue(String runId, long step, String key, @Nullable Double number, String json) {

  /** Those that {@code request} wants: of named metrics only these are read. */
  static Pages<HistoryValue> list(
      WandbClient client, ItemRequest request, CallScope scope, Misfits misfits) {
    return new MetricRows(client, request, scope)
        .read(misfits, (rows, keys) -> rows.flatMap(row -> of(row, keys)));
  }

  private static List<HistoryValue> of(HistoryRow row, List<String> keys) {
    List<HistoryValue> values = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      Object value = row.value(i);
      if (value instanceof Double number) {
        values.add(new HistoryValue(row.runId(), row.step(), keys.get(i), number, json(number)));
      } else if (value instanceof Misfit other) {
        values.add(new HistoryValue(row.runId(), row.step(), keys.get(i), null, other.json()));
      }
    }
    return values;
  }

  private static String json(double number) {
    if (!Double.isFinite(number)) {
      return '"' + Double.toString(number) + '"';
    }
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
