package io.github.wandbjdbc.standin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of a step beside numbers and text, as the API shows them. */
public final class Media {
  private Media() {}

  /** A histogram: {@code bins} are the edges, one more than {@code values}. */
  public static Map<String, Object> histogram(List<Double> bins, List<Integer> values) {
    return of("histogram", Map.of("bins", bins, "values", values));
  }

  /** An image of 32 by 32 pixels that lies in the run's files under {@code path}. */
  public static Map<String, Object> image(String path) {
    return of(
        "image-file",
        Map.of("path", path, "size", 1_024, "width", 32, "height", 32, "format", "png"));
  }

  /** A table of which the row only says its size; the rows lie in the file {@code path}. */
  public static Map<String, Object> table(String path, int columns, int rows) {
    return of("table-file", Map.of("path", path, "ncols", columns, "nrows", rows));
  }

  /** Anything with a {@code _type}. */
  public static Map<String, Object> of(String type, Map<String, Object> members) {
    Map<String, Object> media = new LinkedHashMap<>();
    media.put("_type", type);
    members.keySet().stream().sorted().forEach(key -> media.put(key, members.get(key)));
    return media;
  }
}
