package io.github.wandbjdbc.engine.judge;

import io.github.wandbjdbc.engine.values.Accumulator;
import io.github.wandbjdbc.engine.values.AggregateEntry;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.aggregates.Aggregates;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.jspecify.annotations.Nullable;

/**
 * Compares aggregates of small groups with PostgreSQL's: of no rows, of one value, of it twice,
 * beside others and NULL, and of all values there are. Each group is aggregated row by row, as a
 * run, and together with all others, from columns that are overwritten afterwards.
 */
final class AggregateCells {
  private static final int MOST_SHOWN = 60;
  private static final double RELATIVE = 1e-12;
  private static final RelDataTypeFactory TYPES = OurFunction.REX.getTypeFactory();

  private final Postgres postgres;
  private final Map<String, Integer> answered = new TreeMap<>();
  private final Map<String, Integer> reasons = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private final TreeSet<String> wanted = new TreeSet<>();
  private final TreeSet<String> had = new TreeSet<>();

  AggregateCells(Postgres postgres) {
    this.postgres = postgres;
  }

  /** Says that {@code name} is an aggregate, so that it must have cells. */
  void expect(String name) {
    answered.putIfAbsent(name, 0);
  }

  /** Compares an aggregate of operands of {@code types}. */
  void compare(String name, List<EngineType> types, String spelled) throws SQLException {
    List<List<List<Operand>>> groups = groups(types);
    AggregateEntry entry = Objects.requireNonNull(Aggregates.entry(name));
    List<RelDataType> operands = new ArrayList<>();
    types.forEach(type -> operands.add(TYPES.createTypeWithNullability(type.in(TYPES), true)));
    if (hasFraction(name)) {
      operands.add(EngineType.NUMERIC.in(TYPES));
    }
    RelDataType result =
        entry
            .operator()
            .inferReturnType(
                new Aggregate.AggCallBinding(
                    TYPES, entry.operator(), List.of(), operands, true, false));
    EngineType type = EngineType.of(result);
    List<PostgresCalls.Answer> theirs = theirs(types, groups, spelled, type);
    List<PostgresCalls.Answer> ours = new ArrayList<>();
    for (List<List<Operand>> group : groups) {
      ours.add(ours(entry, operands, result, group));
    }
    together(entry, operands, result, groups, ours, name);
    for (int i = 0; i < groups.size(); i++) {
      judge(name, types, groups.get(i), spelled, ours.get(i), theirs.get(i));
    }
  }

  private static boolean hasFraction(String name) {
    return name.startsWith("PERCENTILE") || name.startsWith("QUANTILE");
  }

  private static List<List<List<Operand>>> groups(List<EngineType> types) {
    List<List<List<Operand>>> groups = new ArrayList<>();
    groups.add(List.of());
    List<List<Operand>> grids = types.stream().map(Grids::of).toList();
    int longest = grids.stream().mapToInt(List::size).max().orElse(0);
    List<List<Operand>> all = new ArrayList<>();
    for (int i = 0; i < longest; i++) {
      all.add(row(grids, i, i));
    }
    groups.add(all);
    groups.add(all.subList(0, longest / 2));
    for (int shift = 0; shift < 4; shift++) {
      for (int i = 0; i < longest; i++) {
        List<Operand> row = row(grids, i, i + 3 * shift);
        List<Operand> other = row(grids, i + 1 + shift, i + 5 * shift + 2);
        groups.add(List.of(row));
        groups.add(List.of(row, row));
        groups.add(List.of(row, other));
        groups.add(List.of(other, row, row(grids, 0, 0), row(grids, i + 7, i + 2)));
      }
    }
    return groups;
  }

  private static List<Operand> row(List<List<Operand>> grids, int first, int second) {
    List<Operand> row = new ArrayList<>();
    for (int k = 0; k < grids.size(); k++) {
      row.add(grids.get(k).get((k == 0 ? first : second) % grids.get(k).size()));
    }
    return row;
  }

  private List<PostgresCalls.Answer> theirs(
      List<EngineType> types, List<List<List<Operand>>> groups, String spelled, EngineType result)
      throws SQLException {
    List<String> names = types.stream().map(Operands::postgres).toList();
    String second = names.size() > 1 ? ", y " + names.get(1) : "";
    postgres.execute("DROP TABLE IF EXISTS pg_temp.grouped");
    postgres.execute(
        "CREATE TEMP TABLE grouped (g int, o int, x %s%s)".formatted(names.get(0), second));
    List<String> values = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      for (int o = 0; o < groups.get(g).size(); o++) {
        values.add(
            "(%d, %d, %s)"
                .formatted(
                    g,
                    o,
                    groups.get(g).get(o).stream()
                        .map(Operand::postgres)
                        .collect(Collectors.joining(", "))));
      }
    }
    postgres.execute("INSERT INTO grouped VALUES " + String.join(", ", values));
    postgres.execute("DROP FUNCTION IF EXISTS pg_temp.aggregated");
    postgres.execute(
        """
        CREATE FUNCTION pg_temp.aggregated(which int) RETURNS text LANGUAGE plpgsql AS $cell$
        DECLARE answer text;
        BEGIN
          SELECT '=' || (%s)::text INTO answer FROM (SELECT %s AS v FROM grouped WHERE g = which) t;
          RETURN answer;
        EXCEPTION WHEN OTHERS THEN
          RETURN '!' || SQLSTATE;
        END $cell$"""
            .formatted(PostgresCalls.shown(result).formatted("v"), spelled));
    List<PostgresCalls.Answer> answers = new ArrayList<>();
    for (List<@Nullable String> row :
        postgres.rows(
            "SELECT pg_temp.aggregated(g) FROM generate_series(0, %d) g ORDER BY g"
                .formatted(groups.size() - 1))) {
      String text = row.get(0);
      answers.add(
          text == null
              ? new PostgresCalls.Answer(null, null)
              : text.charAt(0) == '!'
                  ? new PostgresCalls.Answer(null, text.substring(1))
                  : new PostgresCalls.Answer(PostgresCalls.held(text.substring(1), result), null));
    }
    String name = typeOf(spelled);
    if (!PostgresCalls.isOf(name, result)) {
      faults.add("%s of %s is a %s, ours a %s".formatted(spelled, types, name, result));
    }
    return answers;
  }

  private String typeOf(String spelled) throws SQLException {
    try (var statement = postgres.connection().createStatement();
        var rows =
            statement.executeQuery("SELECT %s AS v FROM grouped WHERE false".formatted(spelled))) {
      return rows.getMetaData().getColumnTypeName(1);
    }
  }

  private static PostgresCalls.Answer ours(
      AggregateEntry entry, List<RelDataType> types, RelDataType result, List<List<Operand>> rows) {
    try {
      ColumnVector[] columns = columns(entry, types, rows);
      Accumulator one = entry.accumulator(types, result);
      one.grow(1);
      Accumulator run = entry.accumulator(types, result);
      run.grow(1);
      for (int i = 0; i < rows.size(); i++) {
        one.add(0, columns, i);
      }
      run.addRun(0, columns, 0, rows.size());
      Arrays.stream(columns).forEach(ColumnVector::spoil);
      Object value = result(one, 0, result);
      Object ofRun = result(run, 0, result);
      if (!isNear(value, ofRun)) {
        throw new AssertionError(
            "%s of %s: %s row by row, %s of a run".formatted(entry.name(), rows, value, ofRun));
      }
      return new PostgresCalls.Answer(value, null);
    } catch (StatementException e) {
      return new PostgresCalls.Answer(null, e.state().code());
    }
  }

  private static ColumnVector[] columns(
      AggregateEntry entry, List<RelDataType> types, List<List<Operand>> rows) {
    BigDecimal fraction = new BigDecimal(entry.name().equals("PERCENTILE") ? "30" : "0.3");
    ColumnVector[] columns = new ColumnVector[types.size()];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = ColumnVector.of(Kind.of(types.get(k)), rows.size() + 3);
      columns[k].spoil();
      for (int i = 0; i < rows.size(); i++) {
        boolean isOperand = k < rows.get(i).size();
        columns[k].set(i, isOperand ? rows.get(i).get(k).held() : fraction);
      }
    }
    return columns;
  }

  private static @Nullable Object result(Accumulator states, int group, RelDataType type) {
    ColumnVector result = ColumnVector.of(Kind.of(type), 1);
    states.result(group, result, 0);
    return result.get(0);
  }

  /** All groups at once, whose rows come by turns: those that aren't refused are the same. */
  private void together(
      AggregateEntry entry,
      List<RelDataType> types,
      RelDataType result,
      List<List<List<Operand>>> groups,
      List<PostgresCalls.Answer> alone,
      String name) {
    List<List<Operand>> rows = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    for (int turn = 0; turn < 50; turn++) {
      for (int g = 0; g < groups.size(); g++) {
        if (alone.get(g).state() == null && turn < groups.get(g).size()) {
          rows.add(groups.get(g).get(turn));
          numbers.add(g);
        }
      }
    }
    Accumulator states = entry.accumulator(types, result);
    states.grow(groups.size());
    ColumnVector[] columns = columns(entry, types, rows);
    states.addAll(numbers.stream().mapToInt(i -> i).toArray(), columns, rows.size());
    Arrays.stream(columns).forEach(ColumnVector::spoil);
    for (int g = 0; g < groups.size(); g++) {
      if (alone.get(g).state() == null
          && !isNear(alone.get(g).value(), result(states, g, result))) {
        faults.add("%s of %s, beside other groups".formatted(name, groups.get(g)));
      }
    }
  }

  private void judge(
      String name,
      List<EngineType> types,
      List<List<Operand>> group,
      String spelled,
      PostgresCalls.Answer ours,
      PostgresCalls.Answer theirs) {
    for (int k = 0; k < types.size(); k++) {
      for (OperandClass each : OperandClass.of(types.get(k))) {
        wanted.add(what(name, k, types.get(k), each));
      }
    }
    Cell cell =
        new Cell(
            "%s of %s"
                .formatted(
                    spelled,
                    group.stream()
                        .limit(5)
                        .map(row -> row.stream().map(AggregateCells::shown).toList())
                        .toList()),
            group.stream().flatMap(List::stream).toList(),
            ours.value(),
            ours.state(),
            theirs.value(),
            theirs.state());
    if (!agree(cell)) {
      String reason = isPartOfMonth(cell) ? "months have no parts" : Reasons.of(cell);
      if (reason == null && isOverflowOnTheWay(cell)) {
        reason = "doubles follow IEEE 754";
      }
      if (reason == null) {
        faults.add(cell.toString());
        return;
      }
      reasons.merge(reason, 1, Integer::sum);
    }
    if (!cell.isOursAnswered() || !cell.isTheirsAnswered()) {
      return;
    }
    answered.merge(name, 1, Integer::sum);
    for (List<Operand> row : group.size() > 4 ? List.<List<Operand>>of() : group) {
      for (int k = 0; k < types.size(); k++) {
        for (OperandClass each : OperandClass.of(types.get(k))) {
          if (each.has(types.get(k), row.get(k).held())) {
            had.add(what(name, k, types.get(k), each));
          }
        }
      }
    }
  }

  private static boolean isPartOfMonth(Cell cell) {
    return "22023".equals(cell.ourState())
        && cell.operands().stream().allMatch(o -> o.type() == EngineType.MONTHS);
  }

  /** PostgreSQL adds up squares, also for a mean. */
  private static boolean isOverflowOnTheWay(Cell cell) {
    return "22003".equals(cell.theirState())
        && (cell.ours() == null || cell.ours() instanceof Double)
        && cell.operands().stream()
            .anyMatch(o -> o.held() instanceof Double number && Math.abs(number) > 1e150);
  }

  private static String shown(Operand operand) {
    return operand.postgres().length() > 60 ? "<long>" : operand.postgres();
  }

  private static String what(String name, int place, EngineType type, OperandClass operandClass) {
    return "%s: operand %d, %s %s".formatted(name, place + 1, type.name(), operandClass);
  }

  private static boolean agree(Cell cell) {
    return Agreement.of(cell, 0)
        || (cell.isOursAnswered() && cell.isTheirsAnswered() && isNear(cell.ours(), cell.theirs()));
  }

  private static boolean isNear(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Double a && right instanceof Double b) {
      return a.equals(b)
          || a.doubleValue() == b.doubleValue()
          || Math.abs(a - b) <= RELATIVE * Math.max(Math.abs(a), Math.abs(b));
    }
    return Objects.equals(left, right);
  }

  /** Prints the counts; fails if anything differs without a reason, or wasn't tried. */
  void end() {
    int all = answered.values().stream().mapToInt(Integer::intValue).sum();
    System.out.printf(
        "aggregates: %,d cells of %d aggregates answered by both; differences: %s%n",
        all, answered.size(), reasons);
    List<String> wrong = new ArrayList<>(faults.subList(0, Math.min(MOST_SHOWN, faults.size())));
    answered.forEach(
        (name, count) -> wrong.addAll(count == 0 ? List.of(name + " has none") : List.of()));
    wanted.removeAll(had);
    wanted.forEach(what -> wrong.add(what + " is never answered"));
    if (!wrong.isEmpty()) {
      throw new AssertionError(faults.size() + " differ:\n" + String.join("\n", wrong));
    }
  }
}
