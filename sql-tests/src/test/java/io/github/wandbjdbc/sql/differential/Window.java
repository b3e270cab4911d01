package io.github.wandbjdbc.sql.differential;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A window function.
 *
 * @param function as {@code LAG(%s, 2)}: %s stands for the operands
 * @param frame null where it has none
 */
record Window(
    Type type,
    String function,
    List<Expression> operands,
    @Nullable Expression filter,
    List<Expression> partition,
    List<Key> order,
    @Nullable Frame frame)
    implements Expression {

  /** A sort key of a window. */
  record Key(Expression value, boolean descending, Dialect.Nulls nulls) {
    String in(Dialect dialect) {
      return dialect.sortKey(value.in(dialect), descending, nulls);
    }
  }

  /** {@code 2 PRECEDING}, or {@code UNBOUNDED FOLLOWING}, or the current row. */
  record Bound(String word, @Nullable Expression offset) {
    String in(Dialect dialect) {
      return (offset == null ? "" : offset.in(dialect) + " ") + word;
    }
  }

  /** The rows that a function looks at; {@code exclude} may be empty. */
  record Frame(String mode, Bound start, @Nullable Bound end, String exclude) {
    String in(Dialect dialect) {
      String rows =
          end == null
              ? start.in(dialect)
              : "BETWEEN " + start.in(dialect) + " AND " + end.in(dialect);
      return " " + mode + " " + rows + (exclude.isEmpty() ? "" : " EXCLUDE " + exclude);
    }
  }

  @Override
  public String in(Dialect dialect) {
    return in(dialect, definition(dialect));
  }

  /** Whether its value depends on which of several rows that are the same comes first. */
  boolean countsRows() {
    return frame == null
        ? function.matches("(ROW_NUMBER|NTILE|LAG|LEAD).*")
        : frame.mode().equals("ROWS") || function.contains("_VALUE");
  }

  /** Over a window that the statement names, and defines by {@link #definition}. */
  String over(String name, Dialect dialect) {
    return in(dialect, Dialect.quoted(name));
  }

  /** The text in the brackets of {@code OVER (…)} before the frame. */
  String definition(Dialect dialect) {
    String by = partition.isEmpty() ? "" : "PARTITION BY " + dialect.list(partition);
    String keys = order.stream().map(key -> key.in(dialect)).collect(Collectors.joining(", "));
    return by + (keys.isEmpty() ? "" : (by.isEmpty() ? "" : " ") + "ORDER BY " + keys);
  }

  private String in(Dialect dialect, String window) {
    String call = function.formatted(operands.stream().map(one -> one.in(dialect)).toArray());
    String some = filter == null ? call : call + " FILTER (WHERE " + filter.in(dialect) + ")";
    return dialect.aggregate(
        function, "%s OVER (%s%s)".formatted(some, window, frame == null ? "" : frame.in(dialect)));
  }

  @Override
  public Stream<Expression> simpler() {
    Stream<Frame> frames =
        frame == null || frame.exclude().isEmpty()
            ? Stream.of()
            : Stream.of(new Frame(frame.mode(), frame.start(), frame.end(), ""));
    return Stream.of(
            Simpler.<Expression, Expression>without(
                partition,
                fewer -> new Window(type, function, operands, filter, fewer, order, frame)),
            Simpler.<Key, Expression>without(
                order,
                fewer -> new Window(type, function, operands, filter, partition, fewer, frame)),
            Simpler.<Expression>condition(
                filter,
                simple -> new Window(type, function, operands, simple, partition, order, frame)),
            frame == null
                ? Stream.<Expression>of()
                : Stream.<Expression>of(
                    new Window(type, function, operands, filter, partition, order, null)),
            frames.<Expression>map(
                simple -> new Window(type, function, operands, filter, partition, order, simple)),
            Simpler.<Expression, Expression>within(
                operands,
                Expression::simpler,
                changed -> new Window(type, function, changed, filter, partition, order, frame)))
        .flatMap(candidates -> candidates);
  }
}
