package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells who reads them that columns of a table are NULL, since only a server has their values.
 *
 * @param columns those of {@code table}
 */
record OfServersAlone(String table, List<String> columns) {

  static OfServersAlone of(String table, String... columns) {
    return new OfServersAlone(table, List.of(columns));
  }

  /** The same {@code pages}; tells with the first row. */
  <T> Pages<T> told(Pages<T> pages, CallScope scope) {
    return new Pages<>() {
      @Override
      public @Nullable List<T> next() {
        List<T> page = pages.next();
        if (page != null && !page.isEmpty()) {
          tell(scope);
        }
        return page;
      }

      @Override
      public void close() {
        pages.close();
      }
    };
  }

  private void tell(CallScope scope) {
    List<String> read = columns.stream().filter(column -> scope.reads(table, column)).toList();
    if (!read.isEmpty()) {
      scope.warnOfKind(
          OfServersAlone.class.getName() + table,
          "%s: %s NULL, since run files don't tell: only a server does"
              .formatted(table, words(read)));
    }
  }

  private static String words(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.get(0) + " is"
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last) + " are";
  }
}
