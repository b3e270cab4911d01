package io.github.wandbjdbc.client.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.files.log.HistoryRecord;
import io.github.wandbjdbc.client.files.log.Item;
import io.github.wandbjdbc.client.files.log.JsonTree;
import io.github.wandbjdbc.client.reading.ValueReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The reading of items one by one, held against the reading of the same row as a JSON object. */
class LoggedRowReaderTest {
  private static final List<String> NAMES = List.of("a", "b", "a.b", "_step", "ü x");
  private static final List<ValueType> TYPES = List.of(ValueType.values());
  private static final List<String> VALUES =
      List.of(
          "1",
          "-0",
          "2.5e3",
          "1e999",
          "NaN",
          "-Infinity",
          "\"NaN\"",
          "\"text\"",
          "true",
          "null",
          "[1,NaN]",
          "{}",
          "{\"b\":1}",
          "{\"a\":{\"b\":\"Infinity\"}}",
          "1.5E+2");

  @Test
  void anyRowReadsAsItsJsonObjectDoes() throws IOException {
    Random random = new Random(42);
    for (int round = 0; round < 20_000; round++) {
      HistoryRecord row = new HistoryRecord(round, items(random));
      List<ValueColumn> columns = columns(random);

      Object[] expected = new ValueReader(columns, false).read(object(row));
      Object[] actual = new LoggedRowReader(columns, false).read(row).toArray(0);

      assertThat(actual).as("%s of %s", columns, row).isEqualTo(expected);
    }
  }

  /** Items as a writer makes them: no path twice, and none below another's value. */
  private static List<Item> items(Random random) {
    List<Item> items = new ArrayList<>();
    Set<List<String>> taken = new HashSet<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      List<String> path = new ArrayList<>();
      do {
        path.add(NAMES.get(random.nextInt(NAMES.size())));
      } while (random.nextInt(3) == 0);
      String json = VALUES.get(random.nextInt(VALUES.size()));
      if (path.get(0).equals("_step")) {
        continue;
      }
      if (taken.stream().noneMatch(other -> isWithin(path, other) || isWithin(other, path))) {
        taken.add(path);
        items.add(new Item(List.copyOf(path), json));
      }
    }
    return items;
  }

  private static boolean isWithin(List<String> path, List<String> other) {
    return path.size() >= other.size() && path.subList(0, other.size()).equals(other);
  }

  private static List<ValueColumn> columns(Random random) {
    Set<String> keys = new HashSet<>();
    List<ValueColumn> columns = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      StringBuilder key = new StringBuilder(NAMES.get(random.nextInt(NAMES.size())));
      while (random.nextBoolean()) {
        key.append('.').append(NAMES.get(random.nextInt(NAMES.size())));
      }
      if (keys.add(key.toString())) {
        ValueType type = TYPES.get(random.nextInt(TYPES.size()));
        columns.add(new ValueColumn(key.toString(), type));
      }
    }
    return columns;
  }

  private static String object(HistoryRecord row) throws IOException {
    JsonTree tree = new JsonTree();
    tree.put(List.of("_step"), Long.toString(row.step()));
    for (Item item : row.items()) {
      tree.put(item);
    }
    return tree.text();
  }
}
