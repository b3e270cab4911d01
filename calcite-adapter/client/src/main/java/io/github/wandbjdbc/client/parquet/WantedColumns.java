package io.github.wandbjdbc.client.parquet;

import io.github.wandbjdbc.client.ValueColumn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.parquet.format.LogicalType;

/**
 * Which fields of a file hold the wanted values.
 *
 * <p>A key is a path of names joined with dots, and a name may itself hold dots, so that {@code
 * a.b} is the column {@code a.b} as well as {@code b} in the struct {@code a}. Where a row has both
 * the more nested value counts, as in rows of the API.
 *
 * @param parts in the order in which they are to be read
 */
record WantedColumns(List<Part> parts) {

  /**
   * A part of a field.
   *
   * @param field at the top of the file
   * @param path the names from it to the part; empty for all of it
   * @param column the column that alone holds the part, if it is in no list
   */
  record Part(Field field, List<String> path, Optional<Field> column, ValueTarget target) {}

  /** Where the values of {@code columns} are; empty if the file can't tell. */
  static Optional<WantedColumns> of(Field root, List<ValueColumn> columns) {
    Map<Integer, List<Part>> byDepth = new TreeMap<>();
    for (int i = 0; i < columns.size(); i++) {
      ValueColumn wanted = columns.get(i);
      if (wanted.key().equals(ParquetFile.STEP)) {
        continue;
      }
      if (isTornApart(root, wanted.key())) {
        return Optional.empty();
      }
      ValueTarget target = new ValueTarget(i, wanted.type(), wanted.besideMaps());
      for (Field field : root.children()) {
        find(field, field, wanted.key(), List.of(), target, byDepth);
      }
    }
    List<Part> parts = new ArrayList<>();
    byDepth.values().forEach(parts::addAll);
    return parts.stream().anyMatch(WantedColumns::isOfJson)
        ? Optional.empty()
        : Optional.of(new WantedColumns(parts));
  }

  /**
   * Whether what the run logged as an object under {@code key} may be in several columns whose
   * names begin with it. They might as well have been logged by these names: only the API knows.
   */
  private static boolean isTornApart(Field root, String key) {
    return root.children().stream().anyMatch(field -> field.name().startsWith(key + "."));
  }

  private static boolean isOfJson(Part part) {
    return part.field().columns().stream()
        .anyMatch(
            column ->
                column.isOf(LogicalType._Fields.JSON)
                    || column.isOf(LogicalType._Fields.BSON)
                    || column.isOf(LogicalType._Fields.VARIANT));
  }

  private static void find(
      Field top,
      Field field,
      String key,
      List<String> path,
      ValueTarget target,
      Map<Integer, List<Part>> byDepth) {
    if (field.name().equals(key)) {
      boolean isFlat = field.isColumn() && field.maxRepetition() == 0;
      byDepth
          .computeIfAbsent(path.size(), depth -> new ArrayList<>())
          .add(new Part(top, path, isFlat ? Optional.of(field) : Optional.empty(), target));
    }
    if (field.children().isEmpty() || !key.startsWith(field.name() + ".")) {
      return;
    }
    String rest = key.substring(field.name().length() + 1);
    if (field.isMap()) {
      byDepth
          .computeIfAbsent(path.size() + 1, depth -> new ArrayList<>())
          .add(new Part(top, joined(path, rest), Optional.empty(), target));
    } else if (!field.isList()) {
      for (Field child : field.children()) {
        find(top, child, rest, joined(path, child.name()), target, byDepth);
      }
    }
  }

  private static List<String> joined(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return List.copyOf(longer);
  }

  /** The columns of the file that are to be read for them. */
  Set<Field> columns() {
    Set<Field> columns = new LinkedHashSet<>();
    for (Part part : parts) {
      part.column().ifPresentOrElse(columns::add, () -> columns.addAll(part.field().columns()));
    }
    return columns;
  }
}
