package io.github.wandbjdbc.engine.judge;

import io.github.wandbjdbc.engine.values.Column;
import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.Overload;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.ValueType;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * Compares functions with PostgreSQL's over grids of operands: all combinations, a cell each.
 *
 * <pre>{@code
 * Cells.named("ABS")
 *     .compare(entry, "abs(%1$s)", Operands.doubles())
 *     .compare(entry, "abs(%1$s)", Operands.bigints())
 *     .end();
 * }</pre>
 *
 * <p>A cell agrees if both give NULL, or the same value of the same type (but -0.0 is 0.0, as
 * contract §1 has it), or fail in one class of SQLState. Where a type is not PostgreSQL's by
 * contract, its call says so with a cast. Decimals must agree in scale, too.
 */
public final class Cells {
  private static final int MOST_SHOWN = 40;
  private static final int ROUND_TRIP = 2_000;

  private final String name;
  private final PostgresCalls calls;
  private final Map<String, Predicate<Cell>> accepted = new LinkedHashMap<>();
  private final Map<String, Integer> differing = new LinkedHashMap<>();
  private final List<Cell> faults = new ArrayList<>();
  private double ulps;
  private double relative;
  private int answered;
  private int refused;

  private Cells(String name, PostgresCalls calls) {
    this.name = name;
    this.calls = calls;
  }

  /**
   * Cells of what {@code name} says. Where PostgreSQL can't start, the test is skipped, but fails
   * under {@code -Dpostgres.required=true}.
   */
  public static Cells named(String name) {
    try {
      return new Cells(name, new PostgresCalls(Postgres.start()));
    } catch (IOException | SQLException e) {
      if (Boolean.getBoolean("postgres.required")) {
        throw new IllegalStateException("PostgreSQL doesn't start", e);
      }
      Assumptions.abort("PostgreSQL doesn't start here, so nothing is compared: " + e);
      throw new IllegalStateException(e);
    }
  }

  /** From now on doubles may be so many units in the last place apart. */
  public Cells ulps(int most) {
    this.ulps = most;
    return this;
  }

  /** From now on doubles may be apart by so much of their size. */
  public Cells relative(double most) {
    this.relative = most;
    return this;
  }

  /** From now on cells that {@code which} takes may differ, for {@code reason} of contract §10. */
  public Cells accepting(String reason, Predicate<Cell> which) {
    accepted.put(reason, which);
    return this;
  }

  /**
   * Compares the overload of {@code entry} that takes the operands.
   *
   * @param spelling PostgreSQL's call, with {@code %1$s} for the first operand
   */
  @SafeVarargs
  public final Cells compare(Entry entry, String spelling, List<Operand>... grids) {
    List<ValueType> types = new ArrayList<>();
    List<List<Operand>> all = new ArrayList<>();
    for (List<Operand> grid : grids) {
      types.add(grid.get(0).type());
      all.add(grid);
    }
    Overload overload = entry.overload(types);
    if (overload == null) {
      throw new IllegalArgumentException("%s doesn't take %s".formatted(entry.name(), types));
    }
    List<ValueType> taken = new ArrayList<>();
    for (int i = 0; i < grids.length; i++) {
      taken.add(overload.operand(i));
    }
    return compareRows(overload.kernel(), taken, overload.result(), spelling, combinations(all));
  }

  /** Compares {@code kernel}, which takes and gives such types. */
  @SafeVarargs
  public final Cells compare(
      Kernel kernel,
      List<ValueType> types,
      ValueType result,
      String spelling,
      List<Operand>... grids) {
    List<List<Operand>> all = new ArrayList<>();
    for (List<Operand> grid : grids) {
      all.add(grid);
    }
    return compareRows(kernel, types, result, spelling, combinations(all));
  }

  /** Likewise, of the operands of each of {@code rows}. */
  public Cells compareRows(
      Kernel kernel,
      List<ValueType> types,
      ValueType result,
      String spelling,
      List<List<Operand>> rows) {
    for (int from = 0; from < rows.size(); from += ROUND_TRIP) {
      List<List<Operand>> some = rows.subList(from, Math.min(rows.size(), from + ROUND_TRIP));
      List<String> asked =
          some.stream()
              .map(row -> spelling.formatted(row.stream().map(Operand::postgres).toArray()))
              .toList();
      List<PostgresCalls.Answer> theirs = calls.answers(asked, result);
      List<List<Operand>> fine = new ArrayList<>();
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 0; i < some.size(); i++) {
        PostgresCalls.Answer their = theirs.get(i);
        Object ours = null;
        String state = null;
        try {
          ours = compute(kernel, types, result, List.of(some.get(i))).get(0);
          fine.add(some.get(i));
          values.add(ours);
        } catch (StatementException e) {
          state = e.state().code();
        }
        judge(new Cell(asked.get(i), some.get(i), ours, state, their.value(), their.state()));
      }
      // The same rows in one batch give the same.
      List<@Nullable Object> together = compute(kernel, types, result, fine);
      for (int i = 0; i < fine.size(); i++) {
        if (!Objects.equals(values.get(i), together.get(i))) {
          faults.add(
              new Cell(
                  "in a batch of many, " + fine.get(i),
                  fine.get(i),
                  together.get(i),
                  null,
                  values.get(i),
                  null));
        }
      }
    }
    return this;
  }

  private static List<List<Operand>> combinations(List<List<Operand>> grids) {
    List<List<Operand>> rows = new ArrayList<>();
    rows.add(List.of());
    for (List<Operand> grid : grids) {
      List<List<Operand>> longer = new ArrayList<>();
      for (List<Operand> row : rows) {
        for (Operand operand : grid) {
          List<Operand> all = new ArrayList<>(row);
          all.add(operand);
          longer.add(all);
        }
      }
      rows = longer;
    }
    return rows;
  }

  private void judge(Cell cell) {
    if (agree(cell)) {
      if (cell.isOursAnswered()) {
        answered++;
      } else {
        refused++;
      }
      return;
    }
    for (Map.Entry<String, Predicate<Cell>> each : accepted.entrySet()) {
      if (each.getValue().test(cell)) {
        differing.merge(each.getKey(), 1, Integer::sum);
        return;
      }
    }
    faults.add(cell);
  }

  private boolean agree(Cell cell) {
    if (cell.ourState() != null || cell.theirState() != null) {
      return cell.ourState() != null
          && cell.theirState() != null
          && cell.ourState().substring(0, 2).equals(cell.theirState().substring(0, 2));
    }
    Object ours = cell.ours();
    Object theirs = cell.theirs();
    if (ours instanceof Double a && theirs instanceof Double b) {
      return a.equals(b)
          || a.doubleValue() == b.doubleValue()
          || Math.abs(a - b)
              <= Math.max(ulps * Math.ulp(b), relative * Math.max(Math.abs(a), Math.abs(b)));
    }
    return Objects.equals(ours, theirs);
  }

  private static List<@Nullable Object> compute(
      Kernel kernel, List<ValueType> types, ValueType result, List<List<Operand>> rows) {
    int size = rows.size();
    Column[] columns = new Column[types.size()];
    for (int k = 0; k < columns.length; k++) {
      Kind kind = types.get(k).kind();
      if (types.get(k) == ValueType.ANY && size > 0) {
        kind = rows.get(0).get(k).type().kind();
      }
      columns[k] = Column.of(kind, size);
      for (int i = 0; i < size; i++) {
        Operand operand = rows.get(i).get(k);
        columns[k].set(i, promoted(operand.held(), types.get(k)));
      }
    }
    Column answer = Column.of(result.kind(), size);
    kernel.compute(columns, size, answer, () -> {});
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(answer.get(i));
    }
    return values;
  }

  /**
   * The operand as a kernel of {@code type} gets it: promoted as the compiler of expressions does.
   */
  private static @Nullable Object promoted(@Nullable Object value, ValueType type) {
    if (value instanceof Long number && type == ValueType.NUMERIC) {
      return BigDecimal.valueOf(number);
    }
    return value instanceof Number number && type == ValueType.DOUBLE
        ? (Object) number.doubleValue()
        : value;
  }

  /** How many cells both answered so far. */
  public int answered() {
    return answered;
  }

  /** Prints the numbers, and fails if any cell differs without a reason. */
  public void end() {
    StringBuilder text =
        new StringBuilder(
            "%s: %,d cells answered by both, %,d refused by both"
                .formatted(name, answered, refused));
    differing.forEach((reason, count) -> text.append(", %,d differ (%s)".formatted(count, reason)));
    System.out.println(text);
    if (!faults.isEmpty()) {
      StringBuilder all = new StringBuilder(text + ", " + faults.size() + " DIFFER:");
      faults.stream().limit(MOST_SHOWN).forEach(cell -> all.append("\n  ").append(cell));
      throw new AssertionError(all.toString());
    }
  }
}
