package io.github.wandbjdbc.jdbc.engine;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.plan.ScanVariables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.ScannableTable;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.util.BuiltInMethod;
import org.jspecify.annotations.Nullable;

/** A table of steps and losses, in the project {@code vision} of {@code team}, for tests. */
public final class LossTable extends AbstractTable implements ScannableTable {
  private final List<@Nullable Object[]> rows;
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  /** Rows of {@code step, loss, note, seen_at, ok}. */
  public LossTable(List<@Nullable Object[]> rows) {
    this.rows = rows;
  }

  /** The root schema that holds it. */
  public Schema root() {
    Schema team = schema("vision", Map.of("losses", this));
    return new AbstractSchema() {
      @Override
      protected Map<String, Schema> getSubSchemaMap() {
        return Map.of("team", team);
      }

      @Override
      public Expression getExpression(@Nullable SchemaPlus parent, String name) {
        return Expressions.call(
            DataContext.ROOT, BuiltInMethod.DATA_CONTEXT_GET_ROOT_SCHEMA.method);
      }
    };
  }

  /** The first column of what {@code sql} gives. */
  public List<String> firstColumn(String sql) {
    QueryEngine engine = new QueryEngine((references, scope) -> root(), SqlOperatorTables.of(), "");
    PreparedQuery query =
        engine.prepare(sql, new SearchPath("team", "vision"), 0, CallScope.unbounded());
    List<String> values = new ArrayList<>();
    try (Rows found = query.execute(List.of(), CallScope.unbounded())) {
      while (found.next()) {
        values.add(String.valueOf(found.value(0)));
      }
    }
    return values;
  }

  /** How many scans have begun and not ended. */
  public int open() {
    return opened.get() - closed.get();
  }

  private static Schema schema(String name, Schema schema) {
    return new AbstractSchema() {
      @Override
      protected Map<String, Schema> getSubSchemaMap() {
        return Map.of(name, schema);
      }
    };
  }

  private static Schema schema(String name, Map<String, Table> tables) {
    return schema(
        name,
        new AbstractSchema() {
          @Override
          protected Map<String, Table> getTableMap() {
            return tables;
          }
        });
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory types) {
    return types
        .builder()
        .add("step", SqlTypeName.BIGINT)
        .add("loss", SqlTypeName.DOUBLE)
        .nullable(true)
        .add("note", SqlTypeName.VARCHAR)
        .nullable(true)
        .add("seen_at", SqlTypeName.TIMESTAMP, 3)
        .nullable(true)
        .add("ok", SqlTypeName.BOOLEAN)
        .nullable(true)
        .build();
  }

  @Override
  public Enumerable<@Nullable Object[]> scan(DataContext context) {
    CallScope scope = (CallScope) context.get(ScanVariables.CALL_SCOPE);
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<@Nullable Object[]> enumerator() {
        opened.incrementAndGet();
        Enumerator<@Nullable Object[]> source = Linq4j.enumerator(rows);
        return new Enumerator<>() {
          @Override
          public @Nullable Object[] current() {
            return source.current();
          }

          @Override
          public boolean moveNext() {
            scope.check();
            return source.moveNext();
          }

          @Override
          public void reset() {
            source.reset();
          }

          @Override
          public void close() {
            closed.incrementAndGet();
          }
        };
      }
    };
  }
}
