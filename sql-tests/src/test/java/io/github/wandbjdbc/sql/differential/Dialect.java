package io.github.wandbjdbc.sql.differential;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How SQL is written for one engine, where that differs between the two. */
interface Dialect {
  String literal(Type type, @Nullable Object value);

  String parameter(Type type, Binding binding, @Nullable Object value);

  String comparison(String operator, Expression left, Expression right);

  String between(Expression value, Expression low, Expression high, boolean negated);

  String in(Expression value, List<Expression> list, boolean negated);

  String inQuery(Expression value, Query query, boolean negated);

  String like(Expression value, String pattern, boolean negated);

  String hasTag(Expression tags, String tag);

  String isNan(Expression value);

  /** {@code call}, which calls the aggregate or window function {@code function}. */
  String aggregate(String function, String call);

  /** Of two ways to say the same, the driver's and the reference engine's, this one's. */
  String either(String driver, String reference);

  /**
   * An expression with the meaning of {@code standard}: that, or another spelling that people use.
   */
  default String oneOf(String standard, String... others) {
    return standard;
  }

  /** A sort key with what is said, or left unsaid, of nulls. */
  String sortKey(String key, boolean descending, Nulls nulls);

  /** {@code VALUES} as a table with an alias and columns. */
  default String values(List<List<Expression>> rows, String alias, List<String> columns) {
    return rows.stream()
        .map(row -> "(" + list(row) + ")")
        .collect(
            Collectors.joining(
                ", ",
                "(VALUES ",
                ") AS %s (%s)"
                    .formatted(
                        quoted(alias),
                        columns.stream().map(Dialect::quoted).collect(Collectors.joining(", ")))));
  }

  /** A full join of two tables or queries. */
  default String fullJoin(Source left, Source right, Expression on) {
    return left.in(this) + " FULL JOIN " + right.in(this) + " ON " + on.in(this);
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The words of {@code list}, with commas between them. */
  default String list(List<? extends Expression> list) {
    return list.stream().map(one -> one.in(this)).collect(Collectors.joining(", "));
  }

  /** Where nulls are sorted to. */
  enum Nulls {
    UNSAID,
    FIRST,
    LAST
  }
}
