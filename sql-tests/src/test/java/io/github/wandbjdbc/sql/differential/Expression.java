package io.github.wandbjdbc.sql.differential;

import java.util.List;
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
   * @param table the alias that it is reached by; empty if it is reached by its name alone
   * @param samples values that occur in it, for predicates that hit
   */
  record Column(String table, String name, Type type, List<Object> samples) implements Expression {
    @Override
    public String in(Dialect dialect) {
      String standard = (table.isEmpty() ? "" : Dialect.quoted(table) + ".") + Dialect.quoted(name);
      return standard.contains("`") || standard.contains("\"\"")
          ? standard
          : dialect.oneOf(standard, standard.replace('"', '`'));
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

  /**
   * A function or an operator of values.
   *
   * @param pattern as the driver has it; %s stands for each operand
   * @param reference as PostgreSQL has it
   */
  record Call(Type type, String pattern, String reference, List<Expression> operands)
      implements Expression {
    Call(Type type, String pattern, List<Expression> operands) {
      this(type, pattern, pattern, operands);
    }

    @Override
    public String in(Dialect dialect) {
      return dialect
          .either(pattern, reference)
          .formatted(operands.stream().map(one -> one.in(dialect)).toArray());
    }

    @Override
    public Stream<Expression> simpler() {
      return Stream.concat(
          operands.stream().filter(operand -> operand.type() == type),
          Simpler.within(
              operands, Expression::simpler, fewer -> new Call(type, pattern, reference, fewer)));
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

  /**
   * An aggregate function.
   *
   * @param function as {@code STRING_AGG(%s, ',')}; what is distinct stands where %s does
   * @param argument null for {@code COUNT(*)}
   */
  record Aggregate(
      Type type,
      String function,
      boolean distinct,
      @Nullable Expression argument,
      @Nullable Expression filter)
      implements Expression {
    @Override
    public String in(Dialect dialect) {
      String operand = argument == null ? "*" : argument.in(dialect);
      String call = function.replace("%s", (distinct ? "DISTINCT " : "") + operand);
      return dialect.aggregate(
          function, filter == null ? call : call + " FILTER (WHERE " + filter.in(dialect) + ")");
    }

    @Override
    public Stream<Expression> simpler() {
      Stream<Expression> arguments =
          argument == null
              ? Stream.of()
              : argument
                  .simpler()
                  .map(simple -> new Aggregate(type, function, distinct, simple, filter));
      return Stream.concat(
          Stream.concat(
              distinct
                  ? Stream.of(new Aggregate(type, function, false, argument, filter))
                  : Stream.of(),
              arguments),
          Simpler.condition(
              filter, simple -> new Aggregate(type, function, distinct, argument, simple)));
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
