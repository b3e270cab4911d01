package io.github.wandbjdbc.sql.differential;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Something that has a value for each row. */
interface Expression {
  Type type();

  /** As SQL. */
  String in(Dialect dialect);

  /** Expressions of the same type that are a little simpler. */
  default Stream<Expression> simpler() {
    return Stream.of();
  }

  /**
   * A column of a table or of a query.
   *
   * @param table the alias that it is reached by
   * @param samples values that occur in it, for predicates that hit
   */
  record Column(String table, String name, Type type, List<Object> samples) implements Expression {
    @Override
    public String in(Dialect dialect) {
      return Dialect.quoted(table) + "." + Dialect.quoted(name);
    }

    @Override
    public String toString() {
      return table + "." + name;
    }
  }

  /** A constant in the text of the statement. */
  record Literal(Type type, @Nullable Object value) implements Expression {
    @Override
    public String in(Dialect dialect) {
      return dialect.literal(type, value);
    }
  }

  /** A constant beside the text of the statement. */
  record Parameter(Type type, Binding binding, @Nullable Object value) implements Expression {
    @Override
    public String in(Dialect dialect) {
      return dialect.parameter(type, binding, value);
    }

    @Override
    public Stream<Expression> simpler() {
      return Stream.of(new Literal(type, value));
    }
  }

  /** A function or an operator of values: in {@code pattern}, %s stands for each operand. */
  record Call(Type type, String pattern, List<Expression> operands) implements Expression {
    @Override
    public String in(Dialect dialect) {
      return pattern.formatted(operands.stream().map(one -> one.in(dialect)).toArray());
    }

    @Override
    public Stream<Expression> simpler() {
      return Stream.concat(
          operands.stream().filter(operand -> operand.type() == type),
          Simpler.within(operands, Expression::simpler, fewer -> new Call(type, pattern, fewer)));
    }
  }

  /** {@code CASE WHEN condition THEN … ELSE … END}. */
  record Case(Expression condition, Expression then, Expression otherwise) implements Expression {
    @Override
    public Type type() {
      return then.type();
    }

    @Override
    public String in(Dialect dialect) {
      return "CASE WHEN %s THEN %s ELSE %s END"
          .formatted(condition.in(dialect), then.in(dialect), otherwise.in(dialect));
    }

    @Override
    public Stream<Expression> simpler() {
      return Stream.concat(
          Stream.of(then, otherwise),
          condition.simpler().map(simple -> new Case(simple, then, otherwise)));
    }
  }

  /** An aggregate function; {@code argument} is null for {@code COUNT(*)}. */
  record Aggregate(
      String function, boolean distinct, @Nullable Expression argument, @Nullable Expression filter)
      implements Expression {
    @Override
    public Type type() {
      return function.equals("COUNT") || argument == null ? Type.WHOLE : argument.type();
    }

    @Override
    public String in(Dialect dialect) {
      String operand = argument == null ? "*" : argument.in(dialect);
      String call = "(" + (distinct ? "DISTINCT " : "") + operand + ")";
      String some = filter == null ? call : call + " FILTER (WHERE " + filter.in(dialect) + ")";
      return function.equals("AVG")
          ? dialect.average(some)
          : dialect.aggregate(type(), function + some);
    }

    @Override
    public Stream<Expression> simpler() {
      Stream<Expression> arguments =
          argument == null
              ? Stream.of()
              : argument.simpler().map(simple -> new Aggregate(function, distinct, simple, filter));
      return Stream.concat(
          Stream.concat(
              distinct ? Stream.of(new Aggregate(function, false, argument, filter)) : Stream.of(),
              arguments),
          Simpler.condition(filter, simple -> new Aggregate(function, distinct, argument, simple)));
    }
  }

  /** A window function; {@code frame} is empty where it has none. */
  record Window(
      Type type,
      String function,
      List<Expression> operands,
      List<Expression> partition,
      List<Expression> order,
      String direction,
      String frame)
      implements Expression {
    @Override
    public String in(Dialect dialect) {
      String by =
          partition.isEmpty()
              ? ""
              : "PARTITION BY "
                  + partition.stream()
                      .map(one -> one.in(dialect))
                      .collect(Collectors.joining(", "));
      String keys =
          order.stream()
              .map(one -> one.in(dialect) + " " + direction)
              .collect(Collectors.joining(", "));
      String call = function.formatted(operands.stream().map(one -> one.in(dialect)).toArray());
      return dialect.aggregate(
          type,
          "%s OVER (%s%s%s)"
              .formatted(call, by, keys.isEmpty() ? "" : " ORDER BY " + keys, " " + frame));
    }

    @Override
    public Stream<Expression> simpler() {
      return Stream.concat(
          Simpler.without(
              partition,
              fewer -> new Window(type, function, operands, fewer, order, direction, frame)),
          Simpler.without(
              order,
              fewer -> new Window(type, function, operands, partition, fewer, direction, frame)));
    }
  }

  /** The only value of a query. */
  record Scalar(Type type, Query query) implements Expression {
    @Override
    public String in(Dialect dialect) {
      return "(" + query.in(dialect) + ")";
    }

    @Override
    public Stream<Expression> simpler() {
      return query.simpler().map(simple -> new Scalar(type, simple));
    }
  }
}
