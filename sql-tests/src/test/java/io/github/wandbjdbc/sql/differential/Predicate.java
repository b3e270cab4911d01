package io.github.wandbjdbc.sql.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Something that is true, false or unknown of each row. */
interface Predicate extends Expression {
  @Override
  default Type type() {
    return Type.TRUTH;
  }

  /** {@code = <> < <= > >=}, and {@code IS [NOT] DISTINCT FROM}. */
  record Comparison(String operator, Expression left, Expression right) implements Predicate {
    private static final Map<String, String> FLIPPED =
        Map.of("=", "=", "<>", "<>", "<", ">", "<=", ">=", ">", "<", ">=", "<=");

    @Override
    public String in(Dialect dialect) {
      return dialect.comparison(operator, left, right);
    }

    /** The same, told from the other side. */
    @SuppressWarnings("ArgumentSelectionDefectChecker") // swapped on purpose
    Comparison flipped() {
      return new Comparison(FLIPPED.getOrDefault(operator, operator), right, left);
    }

    @Override
    public Stream<Expression> simpler() {
      return Stream.concat(
          left.simpler().map(simple -> new Comparison(operator, simple, right)),
          right.simpler().map(simple -> new Comparison(operator, left, simple)));
    }
  }

  /** {@code value [NOT] BETWEEN low AND high}. */
  record Between(Expression value, Expression low, Expression high, boolean negated)
      implements Predicate {
    @Override
    public String in(Dialect dialect) {
      return dialect.between(value, low, high, negated);
    }

    @Override
    public Stream<Expression> simpler() {
      return Stream.of(
          new Comparison(negated ? "<" : ">=", value, low),
          new Comparison(negated ? ">" : "<=", value, high));
    }
  }

  /** {@code value [NOT] IN (…)}. */
  record In(Expression value, List<Expression> list, boolean negated) implements Predicate {
    @Override
    public String in(Dialect dialect) {
      return dialect.in(value, list, negated);
    }

    @Override
    public Stream<Expression> simpler() {
      return list.size() == 1
          ? Stream.of(new Comparison(negated ? "<>" : "=", value, list.get(0)))
          : Simpler.without(list, fewer -> new In(value, fewer, negated));
    }
  }

  /** {@code value [NOT] IN (SELECT …)}. */
  record InQuery(Expression value, Query query, boolean negated) implements Predicate {
    @Override
    public String in(Dialect dialect) {
      return dialect.inQuery(value, query, negated);
    }

    @Override
    public Stream<Expression> simpler() {
      return query.simpler().map(simple -> new InQuery(value, simple, negated));
    }
  }

  /** {@code value > ALL (SELECT …)}, or with another operator, or {@code SOME}; not of doubles. */
  record Quantified(Expression value, String operator, Query query) implements Predicate {
    @Override
    public String in(Dialect dialect) {
      return "(" + value.in(dialect) + " " + operator + " (" + query.in(dialect) + "))";
    }

    @Override
    public Stream<Expression> simpler() {
      return query.simpler().map(simple -> new Quantified(value, operator, simple));
    }
  }

  /** {@code (a, b) IN (SELECT …)}, {@code (a, b) >= (c, d)}; not of doubles. */
  record Rows(List<Expression> left, String operator, List<Expression> right, @Nullable Query query)
      implements Predicate {
    @Override
    public String in(Dialect dialect) {
      return "((%s) %s (%s))"
          .formatted(
              dialect.list(left),
              operator,
              query == null ? dialect.list(right) : query.in(dialect));
    }

    @Override
    public Stream<Expression> simpler() {
      return query == null
          ? Stream.of()
          : query.simpler().map(simple -> new Rows(left, operator, right, simple));
    }
  }

  /** {@code [NOT] EXISTS (SELECT …)}. */
  record Exists(Query query, boolean negated) implements Predicate {
    @Override
    public String in(Dialect dialect) {
      return (negated ? "(NOT " : "(") + "EXISTS (" + query.in(dialect) + "))";
    }

    @Override
    public Stream<Expression> simpler() {
      return query.simpler().map(simple -> new Exists(simple, negated));
    }
  }

  /** {@code value IS NULL}, {@code value IS NOT TRUE} and so on. */
  record Is(Expression value, String what) implements Predicate {
    @Override
    public String in(Dialect dialect) {
      return "((" + value.in(dialect) + ") IS " + what + ")";
    }

    @Override
    public Stream<Expression> simpler() {
      return Stream.concat(
          value.type() == Type.TRUTH ? Stream.of(value) : Stream.of(),
          value.simpler().map(simple -> new Is(simple, what)));
    }
  }

  record Like(Expression value, String pattern, boolean negated) implements Predicate {
    @Override
    public String in(Dialect dialect) {
      return dialect.like(value, pattern, negated);
    }
  }

  record HasTag(Expression tags, String tag) implements Predicate {
    @Override
    public String in(Dialect dialect) {
      return dialect.hasTag(tags, tag);
    }
  }

  record IsNan(Expression value) implements Predicate {
    @Override
    public String in(Dialect dialect) {
      return dialect.isNan(value);
    }
  }

  record Not(Expression condition) implements Predicate {
    @Override
    public String in(Dialect dialect) {
      return "(NOT (" + condition.in(dialect) + "))";
    }

    @Override
    public Stream<Expression> simpler() {
      return Stream.concat(Stream.of(condition), condition.simpler().map(Not::new));
    }
  }

  /** Conditions joined with {@code AND} or {@code OR}. */
  record Joined(String word, List<Expression> conditions) implements Predicate {
    /** All of {@code conditions}. */
    static Expression and(Expression... conditions) {
      return conditions.length == 1 ? conditions[0] : new Joined("AND", List.of(conditions));
    }

    @Override
    public String in(Dialect dialect) {
      return conditions.stream()
          .map(one -> "(" + one.in(dialect) + ")")
          .collect(Collectors.joining(" " + word + " ", "(", ")"));
    }

    @Override
    public Stream<Expression> simpler() {
      return Stream.concat(
          conditions.stream(),
          Stream.concat(
              conditions.size() > 2
                  ? Simpler.without(conditions, fewer -> new Joined(word, fewer))
                  : Stream.of(),
              Simpler.within(
                  new ArrayList<>(conditions),
                  Expression::simpler,
                  changed -> new Joined(word, changed))));
    }
  }
}
