package io.github.wandbjdbc.sql.differential;

import io.github.wandbjdbc.sql.differential.Expression.Call;
import io.github.wandbjdbc.sql.differential.Expression.Case;
import io.github.wandbjdbc.sql.differential.Expression.Column;
import io.github.wandbjdbc.sql.differential.Expression.Literal;
import io.github.wandbjdbc.sql.differential.Predicate.Between;
import io.github.wandbjdbc.sql.differential.Predicate.Comparison;
import io.github.wandbjdbc.sql.differential.Predicate.HasTag;
import io.github.wandbjdbc.sql.differential.Predicate.In;
import io.github.wandbjdbc.sql.differential.Predicate.Is;
import io.github.wandbjdbc.sql.differential.Predicate.IsNan;
import io.github.wandbjdbc.sql.differential.Predicate.Joined;
import io.github.wandbjdbc.sql.differential.Predicate.Like;
import io.github.wandbjdbc.sql.differential.Predicate.Not;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes up conditions and values over the columns of a query. */
final class RandomExpressions {
  private static final List<String> OPERATORS = List.of("=", "=", "<>", "<", "<=", ">", ">=");

  private final Chance chance;
  private final List<Column> columns;
  private final RandomConstants constants;

  RandomExpressions(Chance chance, List<Column> columns) {
    this(chance, columns, true);
  }

  private RandomExpressions(Chance chance, List<Column> columns, boolean parameters) {
    this.chance = chance;
    this.columns = columns;
    this.constants = new RandomConstants(chance, parameters);
  }

  /**
   * The same without parameters: in groups, where two parameters are never the same, and in
   * conditions within values, of which those may be.
   */
  RandomExpressions withoutParameters() {
    return new RandomExpressions(chance, columns, false);
  }

  Column column() {
    return chance.of(columns);
  }

  List<Column> columns() {
    return columns;
  }

  /** A column of {@code type}, or null if there is none. */
  @Nullable Column column(Type type) {
    List<Column> fitting = columns.stream().filter(one -> one.type() == type).toList();
    return fitting.isEmpty() ? null : chance.of(fitting);
  }

  /** A condition of at most so many levels. */
  Expression condition(int depth) {
    if (depth == 0 || chance.in100(45)) {
      return predicate();
    }
    return switch (chance.below(10)) {
      case 0, 1, 2, 3 -> new Joined("AND", several(depth - 1));
      case 4, 5, 6 -> new Joined("OR", several(depth - 1));
      case 7, 8 -> new Not(condition(depth - 1));
      default ->
          new Is(
              condition(depth - 1),
              chance.of("TRUE", "FALSE", "UNKNOWN", "NOT TRUE", "NOT FALSE", "NOT UNKNOWN"));
    };
  }

  private List<Expression> several(int depth) {
    List<Expression> several = new ArrayList<>();
    for (int i = chance.between(2, 3); i > 0; i--) {
      several.add(condition(depth));
    }
    return several;
  }

  /** A condition on one column, or on two. */
  Expression predicate() {
    Column column = column();
    int way = chance.below(20);
    if (way < 2) {
      return new Is(column, chance.of("NULL", "NOT NULL"));
    } else if (way < 4) {
      Expression other = value(column.type(), 1);
      return new Comparison(chance.of(OPERATORS), value(column.type(), 1), other);
    } else if (way == 4) {
      return new Comparison(
          chance.of("IS DISTINCT FROM", "IS NOT DISTINCT FROM"),
          column,
          chance.in100(50)
              ? value(column.type(), 0)
              : new Literal(column.type(), constants.sample(column)));
    }
    return switch (column.type()) {
      case TRUTH -> ofTruth(column, way);
      case TEXT -> ofText(column, way);
      case NUMBER -> way < 6 ? new IsNan(column) : ofOrdered(column, way);
      case WHOLE, DECIMAL, TIME, DATE -> ofOrdered(column, way);
    };
  }

  private Expression ofTruth(Column column, int way) {
    if (way < 8) {
      return column;
    } else if (way < 14) {
      return new Is(column, chance.of("TRUE", "FALSE", "NOT TRUE", "NOT FALSE", "UNKNOWN"));
    }
    return new Comparison(chance.of("=", "<>"), column, constants.constant(column));
  }

  private Expression ofText(Column column, int way) {
    if (column.name().equals("tags") && way < 14) {
      return new HasTag(column, chance.of("best", "Best", "b", "a b", "日本", "😀", "none"));
    } else if (way < 7) {
      return new Like(column, constants.pattern(column), chance.in100(25));
    } else if (way < 9) {
      Expression folded = new Call(Type.TEXT, chance.of("UPPER(%s)", "LOWER(%s)"), List.of(column));
      return new Comparison("=", folded, new Literal(Type.TEXT, constants.sample(column)));
    } else if (way < 14) {
      return new In(column, constants.constants(column), chance.in100(25));
    }
    return compared(column);
  }

  private Expression ofOrdered(Column column, int way) {
    if (way < 9) {
      return new Between(
          column, constants.constant(column), constants.constant(column), chance.in100(25));
    } else if (way < 12) {
      return new In(column, constants.constants(column), chance.in100(35));
    }
    return compared(column);
  }

  private Expression compared(Column column) {
    Comparison comparison =
        new Comparison(chance.of(OPERATORS), column, constants.constant(column));
    return chance.in100(15) ? comparison.flipped() : comparison;
  }

  /** A value of {@code type}, of at most so many levels. */
  Expression value(Type type, int depth) {
    Column column = column(type);
    if (column == null) {
      return new Literal(type, constants.any(type));
    }
    if (depth == 0 || chance.in100(55)) {
      return chance.in100(90) ? column : new Literal(type, constants.sample(column));
    }
    if (chance.in100(15)) {
      return new Case(
          withoutParameters().predicate(), value(type, depth - 1), value(type, depth - 1));
    }
    if (chance.in100(15)) {
      // Not the constant first: of that, the reference engine makes it alone, and then fails.
      Expression last = chance.in100(30) ? constants.constant(column) : value(type, depth - 1);
      return new Call(type, "COALESCE(%s, %s)", List.of(value(type, depth - 1), last));
    }
    return new RandomCalls(chance, this).call(type, depth);
  }

  /** An operand of a function: {@code value}, in the text or, where there may be, beside it. */
  Expression operand(Type type, Object value) {
    return constants.given(type, value);
  }

  /** A value that the statement is given, and casts to its type. */
  Expression given() {
    Type type = chance.of(Type.NUMBER, Type.WHOLE, Type.TEXT, Type.TRUTH);
    Object value = chance.in100(10) ? null : constants.any(type);
    Expression given = new Expression.Parameter(type, chance.of(Binding.of(type, value)), value);
    return new Call(type, "CAST(%s AS " + type.word() + ")", List.of(given));
  }

  /** A decimal or a date, of which no column is. */
  Expression computed() {
    return new RandomCalls(chance, this).computed(chance.of(Type.DECIMAL, Type.DATE));
  }

  /** A value of any type. */
  Expression value() {
    return value(column().type(), 2);
  }
}
