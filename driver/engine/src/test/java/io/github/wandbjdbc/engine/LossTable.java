package io.github.wandbjdbc.engine;

import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.RowsOperator;
import io.github.wandbjdbc.engine.source.EngineConvention;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.source.RowSource;
import io.github.wandbjdbc.engine.source.Scope;
import io.github.wandbjdbc.engine.source.SearchPath;
import io.github.wandbjdbc.engine.source.StatementSource;
import io.github.wandbjdbc.engine.values.ColumnVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.util.BuiltInMethod;
import org.jspecify.annotations.Nullable;

/** A table of steps and losses, in the project {@code vision} of {@code team}, for tests. */
public final class LossTable extends AbstractTable implements TranslatableTable {
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

  /** The source of statements over it, without a limit. */
  public StatementSource source() {
    return SchemaOfTest.of(root());
  }

  /** The source of statements over it, limited by {@code scope}. */
  public StatementSource source(Scope scope) {
    return new SchemaOfTest(root(), scope);
  }

  /** The first column of what {@code sql} gives. */
  public List<String> firstColumn(String sql) {
    return columns(sql, 1);
  }

  /** The rows of what {@code sql} gives, with blanks between the values. */
  public List<String> rows(String sql) {
    return columns(sql, Integer.MAX_VALUE);
  }

  private List<String> columns(String sql, int most) {
    PreparedQuery query =
        new QueryEngine(SqlOperatorTables.of(), "")
            .prepare(sql, new SearchPath("team", "vision"), 0, source());
    int width = Math.min(most, query.columns().size());
    List<String> lines = new ArrayList<>();
    try (Rows found = query.execute(List.of(), source())) {
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 0; i < width; i++) {
          row.add(String.valueOf(found.value(i)));
        }
        lines.add(String.join(" ", row));
      }
    }
    return lines;
  }

  /** How many scans have begun. */
  public int opened() {
    return opened.get();
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
  public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
    return new Scan(context.getCluster(), table);
  }

  private final class Scan extends TableScan implements EngineRel {
    Scan(RelOptCluster cluster, RelOptTable table) {
      super(cluster, cluster.traitSetOf(EngineConvention.INSTANCE), List.of(), table);
    }

    @Override
    public boolean isFixed() {
      return true;
    }

    @Override
    public Operator open(Execution execution) {
      return new RowsOperator(
          () -> new ListedRows(execution.scope()), BufferedRows.kinds(getRowType()), execution);
    }
  }

  private final class ListedRows implements RowSource {
    private final Scope scope;
    private int row = -1;
    private boolean ended;

    ListedRows(Scope scope) {
      this.scope = scope;
      opened.incrementAndGet();
    }

    @Override
    public boolean advance() {
      scope.check();
      return ++row < rows.size();
    }

    @Override
    public void read(int index, ColumnVector column, int place) {
      Object value = rows.get(row)[index];
      column.set(place, value instanceof Boolean truth ? (Object) (truth ? 1L : 0L) : value);
    }

    @Override
    public boolean isAtHand() {
      return true;
    }

    @Override
    public void close() {
      if (!ended) {
        closed.incrementAndGet();
      }
      ended = true;
    }
  }
}
