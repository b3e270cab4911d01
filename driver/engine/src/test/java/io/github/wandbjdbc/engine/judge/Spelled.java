package io.github.wandbjdbc.engine.judge;

import io.github.wandbjdbc.engine.values.EngineType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How PostgreSQL spells a function, and what its operands are besides the usual ones. */
final class Spelled {
  /** The spelling of a call with operands of such types, {@code @1} for the first one. */
  interface By {
    /**
     * The expression; null if there is none.
     *
     * @param word the word of the call in lower case, empty if it has none
     */
    @Nullable String of(List<EngineType> types, String word);
  }

  private final By by;
  private final Map<String, List<Operand>> only = new HashMap<>();
  private final Map<Integer, List<Operand>> more = new HashMap<>();
  private final Map<Integer, Set<Object>> usual = new HashMap<>();
  private final Set<String> refused = new HashSet<>();
  private final Map<String, Predicate<Cell>> reasons = new LinkedHashMap<>();
  private int ulps;

  private Spelled(By by) {
    this.by = by;
  }

  /** In one way, whatever the operands are. */
  static Spelled as(String expression) {
    return new Spelled((types, word) -> expression);
  }

  /** In ways that depend on the operands. */
  static Spelled by(By by) {
    return new Spelled(by);
  }

  /** In one way if an operand is a DOUBLE, in another if none is. */
  static Spelled by(String ofDoubles, String ofOthers) {
    return by((types, word) -> types.contains(EngineType.DOUBLE) ? ofDoubles : ofOthers);
  }

  /** Operand {@code place}, from 1, is one of these alone if it is of their type. */
  Spelled only(int place, List<Operand> operands) {
    only.put(place - 1 + operands.get(0).type().name(), operands);
    return this;
  }

  /** Operand {@code place}, from 1, may be one of these besides. */
  Spelled more(int place, List<Operand> operands) {
    more.put(place, operands);
    return this;
  }

  /** While others are tried, operand {@code place}, from 1, mostly is one of these. */
  Spelled usually(int place, Object... held) {
    usual.put(place - 1, Set.of(held));
    return this;
  }

  /** The places in {@code grid} of what operand {@code place}, from 0, usually is. */
  List<Integer> usual(int place, List<Operand> grid) {
    Set<Object> held = usual.getOrDefault(place, Set.of());
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < grid.size(); i++) {
      Object value = grid.get(i).held();
      if (value != null && held.contains(value)) {
        places.add(i);
      }
    }
    return places;
  }

  /**
   * No call is answered in which operand {@code place} is of {@code type} and such a class: both
   * refuse it, or it is the difference of a reason.
   */
  Spelled refusing(int place, EngineType type, OperandClass... classes) {
    for (OperandClass each : classes) {
      refused.add(place - 1 + type.name() + each);
    }
    return this;
  }

  /** Doubles may be so many units in the last place apart. */
  Spelled ulps(int most) {
    this.ulps = most;
    return this;
  }

  /** Cells that {@code which} takes may differ. */
  Spelled because(String reason, Predicate<Cell> which) {
    reasons.put(reason, which);
    return this;
  }

  @Nullable String expression(List<EngineType> types, String word) {
    return by.of(types, word);
  }

  /** The operands at {@code place}, from 0, which are of {@code type}. */
  List<Operand> operands(int place, EngineType type) {
    List<Operand> given = only.get(place + type.name());
    if (given != null) {
      return given;
    }
    List<Operand> all = new ArrayList<>(Grids.of(type));
    for (Operand operand : more.getOrDefault(place + 1, List.of())) {
      if (operand.type() == type) {
        all.add(operand);
      }
    }
    return all;
  }

  boolean isRefused(int place, EngineType type, OperandClass operandClass) {
    return refused.contains(place + type.name() + operandClass);
  }

  int ulps() {
    return ulps;
  }

  Map<String, Predicate<Cell>> reasons() {
    return reasons;
  }
}
