package io.github.wandbjdbc.clients;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** SQL that jOOQ writes, with every name quoted; takes a URL and an API key. */
public final class JooqProgram {
  private static final Table<Record> RUNS = table(name("runs"));
  private static final Table<Record> HISTORY = table(name("history"));
  private static final Field<String> RUN_ID = field(name("run_id"), String.class);
  private static final Field<Long> STEP = field(name("_step"), Long.class);
  private static final Field<Double> ACCURACY = field(name("val/acc"), Double.class);

  private JooqProgram() {}

  public static void main(String[] arguments) throws SQLException {
    String url = arguments[0];
    String key = arguments[1];
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    try (Connection connection = DriverManager.getConnection(url, "", key)) {
      DSLContext jooq = DSL.using(connection, SQLDialect.DEFAULT);
      jooq.select(RUN_ID, max(ACCURACY), count())
          .from(HISTORY)
          .where(RUN_ID.in("adam-mid1", "sgd-slow1", "sgd-mid01"))
          .and(STEP.lt(5000L))
          .groupBy(RUN_ID)
          .orderBy(max(ACCURACY).desc())
          .limit(2)
          .offset(1)
          .forEach(row -> System.out.println("%s %s %s".formatted(row.intoArray())));

      Field<LocalDateTime> createdAt = field(name("created_at"), LocalDateTime.class);
      jooq.select(RUN_ID, createdAt)
          .from(RUNS)
          .where(field(name("state"), String.class).eq("crashed"))
          .and(createdAt.gt(LocalDateTime.of(2000, 1, 1, 0, 0)))
          .forEach(row -> System.out.println(row.value1() + " " + row.value2()));

      long nans = 0;
      try (Cursor<?> cursor =
          jooq.select(field(name("train/loss"), Double.class))
              .from(HISTORY)
              .where(RUN_ID.eq("sgd-hot01"))
              .fetchLazy()) {
        for (Record row : cursor) {
          nans += row.get(0, Double.class).isNaN() ? 1 : 0;
        }
      }
      System.out.println("NaN " + nans);

      Field<String> tags = field(name("tags"), String.class);
      System.out.println(
          "keep " + jooq.fetchCount(jooq.selectFrom(RUNS).where(tags.contains("keep"))));

      printTables(jooq);
    }
  }

  private static void printTables(DSLContext jooq) {
    for (Table<?> table : jooq.meta().getSchemas("digits").get(0).getTables()) {
      Field<?> ofProject = table.field(table.getName().equals("runs") ? "config.lr" : "val/acc");
      System.out.println(
          table.getName()
              + (ofProject == null ? " " : " " + ofProject.getType() + " ")
              + keyOf(table));
    }
  }

  private static List<String> keyOf(Table<?> table) {
    return table.getPrimaryKey() == null
        ? List.of()
        : table.getPrimaryKey().getFields().stream().map(Field::getName).toList();
  }
}
