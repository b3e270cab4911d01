package io.github.wandbjdbc.engine.execute.joins;

import io.github.wandbjdbc.engine.values.Kind;
import java.util.List;
import org.apache.calcite.rel.core.JoinRelType;

/**
 * Which rows a join gives: left fields followed by right ones, or left ones alone.
 *
 * @param type one that the operator knows
 * @param left how the fields of the left rows are held
 * @param right how those of the right rows are
 */
public record JoinShape(JoinRelType type, List<Kind> left, List<Kind> right) {
  /** The types that a join knows which holds one side. */
  static final List<JoinRelType> SYMMETRIC =
      List.of(
          JoinRelType.INNER,
          JoinRelType.LEFT,
          JoinRelType.RIGHT,
          JoinRelType.FULL,
          JoinRelType.SEMI,
          JoinRelType.ANTI);

  /** The types that a join knows which opens the right side again and again. */
  static final List<JoinRelType> LEFTWARD =
      List.of(JoinRelType.INNER, JoinRelType.LEFT, JoinRelType.SEMI, JoinRelType.ANTI);

  public JoinShape {
    left = List.copyOf(left);
    right = List.copyOf(right);
  }

  /** Whether the rows are left rows alone. */
  boolean isSemi() {
    return type == JoinRelType.SEMI || type == JoinRelType.ANTI;
  }

  /** Whether left rows stay that match nothing. */
  boolean keepsLeft() {
    return type == JoinRelType.LEFT || type == JoinRelType.FULL || type == JoinRelType.ANTI;
  }

  /** Whether right rows stay that match nothing. */
  boolean keepsRight() {
    return type == JoinRelType.RIGHT || type == JoinRelType.FULL;
  }

  /** How the fields of one side are held. */
  List<Kind> side(boolean leftSide) {
    return leftSide ? left : right;
  }

  /** Whether rows of one side stay that match nothing. */
  boolean keeps(boolean leftSide) {
    return leftSide ? keepsLeft() : keepsRight();
  }

  /** The shape itself, if its type is one of {@code known}. */
  JoinShape only(List<JoinRelType> known) {
    if (!known.contains(type)) {
      throw new IllegalArgumentException("a join of type %s, not of %s".formatted(type, known));
    }
    return this;
  }
}
