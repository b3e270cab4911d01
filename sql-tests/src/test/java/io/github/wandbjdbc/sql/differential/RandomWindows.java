package io.github.wandbjdbc.sql.differential;

import io.github.wandbjdbc.sql.differential.Expression.Call;
import io.github.wandbjdbc.sql.differential.Expression.Column;
import io.github.wandbjdbc.sql.differential.Expression.Literal;
import io.github.wandbjdbc.sql.differential.Query.Select;
import io.github.wandbjdbc.sql.differential.Window.Bound;
import io.github.wandbjdbc.sql.differential.Window.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes up window functions, with every kind of frame. */
final class RandomWindows {
  /** Of wider sources no order is total. */
  private static final int MOST_KEYS = 8;

  private final Chance chance;
  private final boolean exactSums;

  RandomWindows(Chance chance, boolean exactSums) {
    this.chance = chance;
    this.exactSums = exactSums;
  }

  /** Rows of {@code from}, each with something about those around it. */
  Select windowed(Source from, @Nullable Expression where) {
    RandomExpressions columns = new RandomExpressions(chance, from.columns());
    List<Expression> items = new ArrayList<>();
    items.add(columns.column());
    // Rows that are the same may be numbered otherwise in each window.
    boolean mayCount = true;
    for (int i = chance.between(1, 2); i > 0; i--) {
      Window window = window(columns, from, mayCount);
      items.add(window);
      mayCount &= from instanceof Source.Table || !window.countsRows();
    }
    return new Select(false, items, from, where, Groups.NONE, null, chance.in100(15));
  }

  private Window window(RandomExpressions columns, Source from, boolean mayCount) {
    List<Expression> partition =
        chance.in100(65)
            ? List.of(chance.in100(80) ? columns.column() : columns.withoutParameters().predicate())
            : List.of();
    List<Window.Key> total = total(columns, from);
    Column operand = columns.column();
    return switch (chance.below(total.isEmpty() || !mayCount ? 3 : 6)) {
      case 0 -> ranking(partition, List.of(key(columns.column())));
      case 1 -> aggregate(operand, columns, partition, List.of(), null);
      case 2 -> overValues(operand, columns, partition);
      case 3 ->
          aggregate(
              operand,
              columns,
              partition,
              total,
              frame(rows(), rows(), chance.of("ROWS", "ROWS", "GROUPS")));
      case 4 -> numbering(partition, total);
      default -> neighbour(operand, partition, total);
    };
  }

  private Window ranking(List<Expression> partition, List<Window.Key> order) {
    String function = chance.of("RANK()", "DENSE_RANK()", "PERCENT_RANK()", "CUME_DIST()");
    Type type = function.contains("T_R") || function.startsWith("C") ? Type.NUMBER : Type.WHOLE;
    return new Window(type, function, List.of(), null, partition, order, null);
  }

  private Window numbering(List<Expression> partition, List<Window.Key> total) {
    String function = chance.of("ROW_NUMBER()", "NTILE(1)", "NTILE(3)", "NTILE(4)");
    return new Window(Type.WHOLE, function, List.of(), null, partition, total, null);
  }

  private Window neighbour(Column operand, List<Expression> partition, List<Window.Key> total) {
    boolean framed = chance.in100(60);
    List<Expression> operands = new ArrayList<>(List.of(operand));
    String function =
        framed
            ? chance.of("FIRST_VALUE(%s)", "LAST_VALUE(%s)", "NTH_VALUE(%s, 2)")
            : chance.of("LAG(%s)", "LEAD(%s)", "LAG(%s, 2)", "LEAD(%s, 0)", "LAG(%s, 1, %s)");
    if (function.endsWith(", %s)")) {
      operands.add(new Literal(operand.type(), new RandomConstants(chance, false).sample(operand)));
    }
    return new Window(
        operand.type(),
        function,
        operands,
        null,
        partition,
        total,
        framed ? frame(rows(), rows(), chance.of("ROWS", "GROUPS")) : null);
  }

  /** A frame of those whose key is near. */
  private Window overValues(Column operand, RandomExpressions columns, List<Expression> partition) {
    Column key = columns.column(chance.of(Type.NUMBER, Type.WHOLE, Type.TIME));
    if (key == null || chance.in100(45)) {
      List<Window.Key> order = new ArrayList<>(List.of(key(columns.column())));
      Frame frame =
          switch (chance.below(3)) {
            case 0 -> null;
            case 1 -> frame(groups(), groups(), "RANGE");
            default -> frame(rows(), rows(), "GROUPS");
          };
      if (chance.in100(40)) {
        order.add(key(columns.column()));
      }
      return aggregate(operand, columns, partition, order, frame);
    }
    return aggregate(
        operand,
        columns,
        partition,
        List.of(key(key)),
        frame(range(key.type()), range(key.type()), "RANGE"));
  }

  private Window aggregate(
      Column operand,
      RandomExpressions columns,
      List<Expression> partition,
      List<Window.Key> order,
      @Nullable Frame frame) {
    boolean whole = operand.type() == Type.WHOLE;
    boolean sums = whole || (operand.type() == Type.NUMBER && exactSums);
    String function = chance.of("MIN", "MAX", "SUM", "AVG", "COUNT", "STDDEV_POP", "VAR_SAMP");
    if (operand.type() == Type.TRUTH || (!sums && !function.startsWith("M"))) {
      function = "COUNT";
    }
    Type type =
        switch (function) {
          case "COUNT" -> Type.WHOLE;
          case "SUM" -> whole ? Type.DECIMAL : operand.type();
          case "MIN", "MAX" -> operand.type();
          default -> Type.NUMBER;
        };
    Expression filter = chance.in100(15) ? columns.withoutParameters().predicate() : null;
    return chance.in100(15)
        ? new Window(Type.WHOLE, "COUNT(*)", List.of(), filter, partition, order, frame)
        : new Window(type, function + "(%s)", List.of(operand), filter, partition, order, frame);
  }

  private Window.Key key(Expression value) {
    return new Window.Key(
        value,
        chance.in100(45),
        chance.of(Dialect.Nulls.UNSAID, Dialect.Nulls.FIRST, Dialect.Nulls.LAST));
  }

  /**
   * Keys that leave no two rows undecided but such as are the same; empty if there are too many.
   */
  private List<Window.Key> total(RandomExpressions columns, Source from) {
    List<Column> deciding =
        from instanceof Source.Table
            ? columns.columns().stream()
                .filter(one -> one.name().equals("run_id") || one.name().equals("_step"))
                .toList()
            : columns.columns();
    if (deciding.isEmpty()) {
      deciding = columns.columns();
    }
    if (deciding.size() > MOST_KEYS) {
      return List.of();
    }
    List<Window.Key> keys = new ArrayList<>();
    if (chance.in100(60)) {
      keys.add(key(columns.column()));
    }
    deciding.forEach(one -> keys.add(key(one)));
    return keys;
  }

  private List<Bound> rows() {
    List<Bound> bounds = new ArrayList<>();
    bounds.add(new Bound("UNBOUNDED PRECEDING", null));
    bounds.add(new Bound("PRECEDING", new Literal(Type.WHOLE, 2L)));
    bounds.add(new Bound("PRECEDING", new Literal(Type.WHOLE, 1L)));
    bounds.add(new Bound("CURRENT ROW", null));
    bounds.add(new Bound("FOLLOWING", new Literal(Type.WHOLE, 1L)));
    bounds.add(new Bound("FOLLOWING", new Literal(Type.WHOLE, 3L)));
    bounds.add(new Bound("UNBOUNDED FOLLOWING", null));
    return bounds;
  }

  private static List<Bound> groups() {
    return List.of(
        new Bound("UNBOUNDED PRECEDING", null),
        new Bound("CURRENT ROW", null),
        new Bound("UNBOUNDED FOLLOWING", null));
  }

  private List<Bound> range(Type type) {
    List<Bound> bounds = new ArrayList<>(groups());
    bounds.add(1, new Bound("PRECEDING", offset(type, 0)));
    bounds.add(1, new Bound("PRECEDING", offset(type, 1)));
    bounds.add(4, new Bound("FOLLOWING", offset(type, 1)));
    bounds.add(4, new Bound("FOLLOWING", offset(type, 0)));
    return bounds;
  }

  private static Expression offset(Type type, int size) {
    return switch (type) {
      case WHOLE -> new Literal(type, size == 0 ? 1L : 5L);
      case NUMBER -> new Literal(type, size == 0 ? 0.5 : 2.0);
      default ->
          new Call(
              type,
              size == 0 ? "INTERVAL '1' SECOND" : "INTERVAL '1' MINUTE",
              List.<Expression>of());
    };
  }

  /** A frame from one of {@code starts} to one of {@code ends}, which are the same in order. */
  private Frame frame(List<Bound> starts, List<Bound> ends, String mode) {
    int start = chance.below(starts.size() - 1);
    int end = Math.max(1, chance.between(start, ends.size() - 1));
    String exclude = chance.in100(60) ? "" : chance.of("CURRENT ROW", "GROUP", "TIES", "NO OTHERS");
    boolean alone = chance.in100(15) && !starts.get(start).word().equals("FOLLOWING");
    return new Frame(mode, starts.get(start), alone ? null : ends.get(end), exclude);
  }
}
