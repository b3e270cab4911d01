package io.github.wandbjdbc.clients;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.DatePart;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * jOOQ's functions, of which each constant is bound, in two of its dialects; takes a URL and an API
 * key.
 */
public final class JooqFunctionsProgram {
  private static final Field<String> NAME = field(name("name"), String.class);
  private static final Field<Long> ROWS = field(name("history_rows"), Long.class);
  private static final Field<Double> RATE = field(name("config.lr"), Double.class);
  private static final Field<LocalDateTime> CREATED =
      field(name("created_at"), LocalDateTime.class);

  private JooqFunctionsProgram() {}

  public static void main(String[] arguments) throws SQLException {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    try (Connection connection = DriverManager.getConnection(arguments[0], "", arguments[1])) {
      for (SQLDialect dialect : List.of(SQLDialect.DEFAULT, SQLDialect.H2)) {
        DSLContext jooq = DSL.using(connection, dialect);
        System.out.println(dialect);
        expressions()
            .forEach(
                (name, expression) -> System.out.println(name + " " + value(jooq, expression)));
      }
    }
  }

  private static Object value(DSLContext jooq, Field<?> expression) {
    try {
      return jooq.select(expression)
          .from(table(name("runs")))
          .where(field(name("run_id"), String.class).eq("sgd-slow1"))
          .fetchOne(0);
    } catch (DataAccessException e) {
      return "! " + e.getMessage();
    }
  }

  private static Map<String, Field<?>> expressions() {
    Map<String, Field<?>> all = new LinkedHashMap<>();
    all.put("substring", DSL.substring(NAME, 6));
    all.put("substring of length", DSL.substring(NAME, 6, 3));
    all.put("left", DSL.left(NAME, 4));
    all.put("right", DSL.right(NAME, 6));
    all.put("lpad", DSL.lpad(NAME, val(20), "*"));
    all.put("repeat", DSL.repeat(NAME, 2));
    all.put("replace", DSL.replace(NAME, "slow", "fast"));
    all.put("position", DSL.position(NAME, "and"));
    all.put("concat", DSL.concat(NAME, val("!"), val(7)));
    all.put("upper", DSL.upper(val("loss")));
    all.put("trim", DSL.trim(val("  loss ")));
    all.put("round", DSL.round(RATE, 1));
    all.put("trunc", DSL.trunc(RATE, 1));
    all.put("power", DSL.power(ROWS, 2));
    all.put("mod", ROWS.mod(5));
    all.put("minus", val(7).neg());
    all.put("plus", val(7).plus(val(8)));
    all.put("divided", ROWS.div(8));
    all.put("divided by a fraction", ROWS.div(0.5));
    all.put("abs", DSL.abs(val(-7)));
    all.put("sign", DSL.sign(val(-7.5)));
    all.put("coalesce", DSL.coalesce(ROWS, 0L));
    all.put("nullif", DSL.nullif(ROWS, 252L));
    all.put("nvl", DSL.nvl(ROWS, 1L));
    all.put("greatest", DSL.greatest(val(9L), val(10L), ROWS));
    all.put("least", DSL.least(ROWS, val(9L), val(10L)));
    all.put("case", DSL.choose(ROWS).when(252L, "as always").otherwise("other"));
    all.put("case of conditions", DSL.when(ROWS.gt(251L), 1).otherwise(0));
    all.put("sum of cases", DSL.sum(DSL.when(ROWS.gt(251L), 1).otherwise(0)));
    all.put("cast", val("12").cast(Integer.class));
    all.put("extract", DSL.extract(CREATED, DatePart.YEAR));
    all.put("count where", DSL.count().filterWhere(ROWS.gt(1L)));
    all.put("percentile", DSL.percentileCont(0.5).withinGroupOrderBy(ROWS));
    all.put("list", DSL.listAgg(NAME, "; ").withinGroupOrderBy(NAME));
    all.put("lag", DSL.lag(ROWS, 1, 5L).over().orderBy(NAME));
    all.put("ntile", DSL.ntile(3).over().orderBy(NAME));
    all.put("rows before", DSL.sum(ROWS).over().orderBy(NAME).rowsPreceding(1));
    all.put("between", DSL.field(ROWS.between(1L, 251L)));
    all.put("like", DSL.field(NAME.like("slow%", '!')));
    all.put("inline", ROWS.plus(inline(1)));
    return all;
  }
}
