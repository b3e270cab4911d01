package io.github.wandbjdbc.sql.differential;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A column and all of its values, row by row.
 *
 * @param inFiles whether run files say the same
 */
record TruthColumn(String name, Type type, boolean inFiles, List<@Nullable Object> values) {

  /** The column in a query, under the alias {@code table}. */
  Expression.Column as(String table) {
    List<Object> samples =
        values.stream().flatMap(Stream::ofNullable).distinct().limit(20).toList();
    return new Expression.Column(table, name, type, samples);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TruthColumn that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name);
  }
}
