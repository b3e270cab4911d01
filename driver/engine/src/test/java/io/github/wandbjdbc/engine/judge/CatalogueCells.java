package io.github.wandbjdbc.engine.judge;

import io.github.wandbjdbc.engine.judge.PostgresCalls.Answer;
import io.github.wandbjdbc.engine.values.EngineType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Compares calls over grids of operands with PostgreSQL's, and keeps count: which classes of
 * operands each function has answered, in the opinion of both.
 */
final class CatalogueCells {
  private static final int MOST_ROWS = 600;
  private static final int MOST_FOLDED = 80;
  private static final int MOST_SHOWN = 60;
  private static final int MOST_SHOWN_OF_ONE = 4;

  private final Postgres postgres;
  private final Map<String, Integer> answered = new TreeMap<>();
  private final Map<String, Integer> byFunction = new TreeMap<>();
  private final Map<String, Integer> reasons = new TreeMap<>();
  private final Map<String, List<String>> faults = new TreeMap<>();
  private final TreeSet<String> wanted = new TreeSet<>();
  private final TreeSet<String> refused = new TreeSet<>();
  private final TreeSet<String> had = new TreeSet<>();
  private final Map<Integer, Set<Operand>> seen = new HashMap<>();
  private int folded;
  private int together;

  CatalogueCells(Postgres postgres) {
    this.postgres = postgres;
  }

  /** An operand: how it is held, its type here, and its type there. */
  record Place(EngineType held, RelDataType type, String postgres) {
    static Place of(EngineType type) {
      return new Place(type, type.in(OurFunction.REX.getTypeFactory()), Operands.postgres(type));
    }
  }

  /** Says that {@code function} is one, so that it must have cells. */
  void expect(String kind, String function) {
    byFunction.putIfAbsent(kind + " " + function, 0);
  }

  /**
   * Compares a call.
   *
   * @param function the name that its cells count for
   * @param call the call of operands in a plan
   * @param expression PostgreSQL's
   */
  void compare(
      String kind,
      String function,
      List<Place> places,
      Function<List<RexNode>, RexNode> call,
      String expression,
      Spelled spelled) {
    List<List<Operand>> grids = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      grids.add(spelled.operands(i, places.get(i).held()));
      want(kind + " " + function, i, places.get(i).held(), spelled);
    }
    compare(kind, function, places, grids, call, expression, spelled);
  }

  /** Likewise, with operands of {@code grids} alone, whatever classes they are of. */
  void compare(
      String kind,
      String function,
      List<Place> places,
      List<List<Operand>> grids,
      Function<List<RexNode>, RexNode> call,
      String expression,
      Spelled spelled) {
    List<int[]> rows = rows(grids, spelled);
    List<List<Operand>> operands = new ArrayList<>();
    for (int[] row : rows) {
      List<Operand> some = new ArrayList<>();
      for (int k = 0; k < row.length; k++) {
        some.add(grids.get(k).get(row[k]));
      }
      operands.add(some);
    }
    OurFunction ours = new OurFunction(places.stream().map(Place::type).toList(), call);
    EngineType type;
    List<Answer> ourAnswers;
    try {
      type = EngineType.of(ours.node().getType());
      ourAnswers = ours.answers(operands);
    } catch (RuntimeException e) {
      fault(kind + " " + function, places + " can't be called: " + e);
      return;
    }
    List<Answer> theirAnswers =
        theirs(places, grids, rows, expression, type, kind + " " + function);
    for (int i = 0; i < rows.size(); i++) {
      judge(
          kind,
          function,
          new Cell(
              shown(expression, operands.get(i)),
              operands.get(i),
              ourAnswers.get(i).value(),
              ourAnswers.get(i).state(),
              theirAnswers.get(i).value(),
              theirAnswers.get(i).state()),
          spelled);
    }
    takeSeen(kind + " " + function);
    int step = Math.max(1, rows.size() / MOST_FOLDED);
    for (int i = 0; i < rows.size(); i += step) {
      Answer constant = ours.folded(operands.get(i));
      if (constant != null) {
        folded++;
        if (!isAlike(constant, ourAnswers.get(i))) {
          fault(
              kind + " " + function,
              "folded, %s is %s, not %s"
                  .formatted(shown(expression, operands.get(i)), constant, ourAnswers.get(i)));
        }
      }
    }
  }

  private static String shown(String expression, List<Operand> operands) {
    String shown = expression;
    for (int i = operands.size(); i > 0; i--) {
      String operand = operands.get(i - 1).postgres();
      shown = shown.replace("@" + i, operand.length() > 80 ? "<long>" : operand);
    }
    return shown;
  }

  private List<Answer> theirs(
      List<Place> places,
      List<List<Operand>> grids,
      List<int[]> rows,
      String expression,
      EngineType type,
      String function) {
    try {
      PostgresFunction theirs =
          new PostgresFunction(postgres, expression, places.stream().map(Place::postgres).toList());
      try {
        String name = theirs.type();
        if (!PostgresCalls.isOf(name, type)) {
          fault(function, "%s is a %s, ours a %s".formatted(expression, name, type));
        }
      } catch (SQLException e) {
        String state = Objects.requireNonNull(e.getSQLState());
        return rows.stream().map(row -> new Answer(null, state)).toList();
      }
      return theirs.answers(grids, rows, PostgresCalls.shown(type)).stream()
          .map(
              answer ->
                  answer.value() == null
                      ? answer
                      : new Answer(
                          PostgresCalls.held((String) answer.value(), type), answer.state()))
          .toList();
    } catch (SQLException e) {
      throw new IllegalStateException(expression, e);
    }
  }

  /** All combinations, or where these are too many, each operand with some of the others. */
  private static List<int[]> rows(List<List<Operand>> grids, Spelled spelled) {
    long all = 1;
    for (List<Operand> grid : grids) {
      all *= grid.size();
    }
    List<int[]> rows = new ArrayList<>();
    if (all <= MOST_ROWS) {
      for (int n = 0; n < all; n++) {
        int[] row = new int[grids.size()];
        int rest = n;
        for (int k = 0; k < row.length; k++) {
          row[k] = rest % grids.get(k).size();
          rest /= grids.get(k).size();
        }
        rows.add(row);
      }
      return rows;
    }
    Random random = new Random(all);
    int operands = grids.stream().mapToInt(List::size).sum();
    for (int k = 0; k < grids.size(); k++) {
      for (int place = 0; place < grids.get(k).size(); place++) {
        for (int n = 0; n < MOST_ROWS / operands; n++) {
          int[] row = new int[grids.size()];
          for (int i = 0; i < row.length; i++) {
            List<Integer> usual = spelled.usual(i, grids.get(i));
            boolean isUsual = !usual.isEmpty() && random.nextInt(4) > 0;
            row[i] =
                i == k
                    ? place
                    : isUsual
                        ? usual.get(random.nextInt(usual.size()))
                        : random.nextInt(grids.get(i).size());
          }
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private void want(String function, int place, EngineType type, Spelled spelled) {
    for (OperandClass operandClass : OperandClass.of(type)) {
      String what = what(function, place, type, operandClass);
      wanted.add(what);
      if (spelled.isRefused(place, type, operandClass)) {
        refused.add(what);
      }
    }
  }

  private static String what(
      String function, int place, EngineType type, OperandClass operandClass) {
    return "%s: operand %d, %s %s".formatted(function, place + 1, type.name(), operandClass);
  }

  private void judge(String kind, String function, Cell cell, Spelled spelled) {
    String name = kind + " " + function;
    boolean isBoth = cell.isOursAnswered() && cell.isTheirsAnswered();
    String reason = Agreement.of(cell, spelled.ulps()) ? "" : reason(cell, spelled);
    if (reason == null) {
      fault(name, cell.toString());
      return;
    }
    if (!reason.isEmpty()) {
      reasons.merge(reason, 1, Integer::sum);
    }
    if (!isBoth) {
      together += cell.isOursAnswered() || cell.isTheirsAnswered() ? 0 : 1;
      return;
    }
    answered.merge(kind, 1, Integer::sum);
    byFunction.merge(name, 1, Integer::sum);
    for (int i = 0; i < cell.operands().size(); i++) {
      if (cell.ours() == null && isNullBesides(cell.operands(), i)) {
        // It says nothing of this one.
        continue;
      }
      seen.computeIfAbsent(i, k -> Collections.newSetFromMap(new IdentityHashMap<>()))
          .add(cell.operands().get(i));
    }
  }

  private static boolean isNullBesides(List<Operand> operands, int place) {
    for (int i = 0; i < operands.size(); i++) {
      if (i != place && operands.get(i).held() == null) {
        return true;
      }
    }
    return false;
  }

  /** The classes of the operands that were answered since the last call. */
  private void takeSeen(String function) {
    seen.forEach(
        (place, operands) -> {
          for (Operand operand : operands) {
            for (OperandClass operandClass : OperandClass.of(operand.type())) {
              if (operandClass.has(operand.type(), operand.held())) {
                had.add(what(function, place, operand.type(), operandClass));
              }
            }
          }
        });
    seen.clear();
  }

  private static @Nullable String reason(Cell cell, Spelled spelled) {
    for (Map.Entry<String, Predicate<Cell>> each : spelled.reasons().entrySet()) {
      if (each.getValue().test(cell)) {
        return each.getKey();
      }
    }
    return Reasons.of(cell);
  }

  private static boolean isAlike(Answer constant, Answer computed) {
    return Objects.equals(constant.state(), computed.state())
        && (Objects.equals(constant.value(), computed.value())
            || (constant.value() instanceof Double a
                && computed.value() instanceof Double b
                && a.doubleValue() == b.doubleValue()));
  }

  private void fault(String function, String what) {
    faults.computeIfAbsent(function, k -> new ArrayList<>()).add(what);
  }

  /** Prints the counts; fails if anything differs without a reason, or wasn't tried. */
  void end() {
    StringBuilder text = new StringBuilder();
    answered.forEach((kind, count) -> text.append("%n%s: %,d cells".formatted(kind, count)));
    int all = answered.values().stream().mapToInt(Integer::intValue).sum();
    text.insert(
        0,
        "the catalogue's cells: %,d of %,d functions answered by both, %,d refused by both; %,d"
                .formatted(all, byFunction.size(), together, folded)
            + " folded besides");
    reasons.forEach((reason, count) -> text.append("%n  %,d differ: %s".formatted(count, reason)));
    System.out.println(text);
    StringBuilder wrong = new StringBuilder();
    int shown = 0;
    for (Map.Entry<String, List<String>> each : faults.entrySet()) {
      wrong.append("%n%s: %,d differ".formatted(each.getKey(), each.getValue().size()));
      if (shown++ < MOST_SHOWN) {
        each.getValue().stream()
            .limit(MOST_SHOWN_OF_ONE)
            .forEach(fault -> wrong.append("%n    %s".formatted(fault)));
      }
    }
    byFunction.forEach(
        (function, count) -> wrong.append(count == 0 ? "\n" + function + " has no cells" : ""));
    for (String what : wanted) {
      if (had.contains(what) == refused.contains(what)) {
        wrong.append(
            "%n%s is %s".formatted(what, had.contains(what) ? "answered" : "never answered"));
      }
    }
    if (!wrong.isEmpty()) {
      throw new AssertionError(wrong.toString());
    }
  }
}
