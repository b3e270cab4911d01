package io.github.wandbjdbc.engine.execute.windows;

import static io.github.wandbjdbc.engine.execute.windows.WindowTable.FIELDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.execute.windows.WindowDescription.Group;
import io.github.wandbjdbc.engine.validate.operators.Operators;
import io.github.wandbjdbc.engine.values.AggregateEntry;
import io.github.wandbjdbc.engine.values.aggregates.Aggregates;
import io.github.wandbjdbc.engine.values.windows.WindowEntry;
import io.github.wandbjdbc.engine.values.windows.WindowFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.tools.Frameworks;
import org.apache.calcite.tools.Planner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Statements with window functions of ours mean the same after Calcite has read them. */
class WindowStatementTest {
  @Test
  void typesArePostgresqls() throws Exception {
    RelNode plan =
        plan(
            "ROW_NUMBER() OVER (), RANK() OVER (PARTITION BY p), NTILE(2) OVER (ORDER BY id),"
                + " CUME_DIST() OVER (ORDER BY id), LAG(id) OVER (ORDER BY id),"
                + " LAG(id, 1, 0.5) OVER (ORDER BY id), LEAD(id, 1, 1e0) OVER (ORDER BY id),"
                + " FIRST_VALUE(id) OVER (ORDER BY id), LAG(dt, 1, ts) OVER (ORDER BY id),"
                + " NTH_VALUE(id, 2) OVER (ORDER BY id)");

    assertThat(
            plan.getRowType().getFieldList().stream()
                .skip(FIELDS.size())
                .map(field -> type(field.getType())))
        .containsExactly(
            "BIGINT NOT NULL",
            "BIGINT NOT NULL",
            "INTEGER",
            "DOUBLE NOT NULL",
            "INTEGER",
            "DECIMAL(11, 1)",
            "DOUBLE",
            "INTEGER",
            "TIMESTAMP(3)",
            "INTEGER");
  }

  @Test
  void callsReachTheOperatorAsTheyAreWritten() throws Exception {
    List<List<@Nullable Object>> rows =
        rows(
            "COUNT(DISTINCT p) OVER (), AVG(id) OVER (ORDER BY id ROWS 1 PRECEDING),"
                + " SUM(id) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING),"
                + " LAG(id, 2, -1) OVER (ORDER BY id DESC),"
                + " LAST_VALUE(id) OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND CURRENT ROW),"
                + " RANK() OVER (ORDER BY id ROWS 1 PRECEDING),"
                + " COUNT(*) OVER (ORDER BY id RANGE 3 PRECEDING EXCLUDE CURRENT ROW)");

    assertThat(rows.get(0)).containsExactly(3L, 0.0, null, 2L, 0L, 1L, 0L);
    assertThat(rows.get(1)).containsExactly(3L, 0.5, 0L, 3L, 1L, 2L, 1L);
    assertThat(rows.get(5)).containsExactly(3L, 4.5, 7L, -1L, 5L, 6L, 3L);
  }

  @Test
  void aDefaultOfAnotherSortIsRefused() {
    assertThatThrownBy(() -> plan("LAG(id, 1, 'none') OVER (ORDER BY id)"))
        .hasStackTraceContaining("the default of LAG is of type CHAR(4)");
  }

  private static String type(RelDataType type) {
    return type.getFullTypeString().replaceAll(" CHARACTER SET .*| COLLATE .*", "");
  }

  private static List<List<@Nullable Object>> rows(String calls) throws Exception {
    Project project = (Project) plan(calls);
    Window window = (Window) project.getInput();
    WindowTable table = new WindowTable("t", 6, new Random(3));
    for (int i = 0; i < 6; i++) {
      table.rows.get(i).set(WindowTable.field("p"), List.of("a", "b", "c").get(i % 3));
    }
    int count = project.getProjects().size();
    List<Group> groups = WindowDescription.of(window, Aggregates::entry).groups();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable Object> row : table.values(groups, 4)) {
      List<@Nullable Object> projected = new ArrayList<>();
      for (RexNode value : project.getProjects().subList(FIELDS.size(), count)) {
        projected.add(row.get(((RexInputRef) value).getIndex() - FIELDS.size()));
      }
      rows.add(projected);
    }
    return rows;
  }

  /** The plan of a SELECT of {@code calls} from all fields, with a window. */
  private static RelNode plan(String calls) throws Exception {
    SchemaPlus schema = CalciteSchema.createRootSchema(false).plus();
    schema.add(
        "T",
        new AbstractTable() {
          @Override
          public RelDataType getRowType(RelDataTypeFactory types) {
            RelDataTypeFactory.Builder row = types.builder();
            FIELDS.forEach(
                field ->
                    row.add(field.name().toUpperCase(Locale.ROOT), field.type())
                        .nullable(!field.name().equals("id")));
            return row.build();
          }
        });
    try (Planner planner =
        Frameworks.getPlanner(
            Frameworks.newConfigBuilder()
                .defaultSchema(schema)
                .operatorTable(new Operators())
                .build())) {
      RelNode plan =
          planner
              .rel(planner.validate(planner.parse("SELECT t.*, " + calls + " FROM t")))
              .project();
      HepPlanner rules =
          new HepPlanner(
              HepProgram.builder()
                  .addRuleInstance(CoreRules.PROJECT_TO_LOGICAL_PROJECT_AND_WINDOW)
                  .build());
      rules.setRoot(plan);
      return rules.findBestExp();
    }
  }

  /** Ours before Calcite's. */
  private static final class Operators implements SqlOperatorTable {
    @Override
    public void lookupOperatorOverloads(
        SqlIdentifier name,
        @Nullable SqlFunctionCategory category,
        SqlSyntax syntax,
        List<SqlOperator> found,
        SqlNameMatcher matcher) {
      if (!name.isSimple()) {
        return;
      }
      WindowEntry window = WindowFunctions.entry(name.getSimple());
      AggregateEntry aggregate = Aggregates.entry(name.getSimple());
      if (window != null) {
        found.add(window.operator());
      } else if (aggregate != null) {
        found.add(aggregate.operator());
      } else {
        SqlStdOperatorTable.instance()
            .lookupOperatorOverloads(name, category, syntax, found, matcher);
      }
    }

    @Override
    public List<SqlOperator> getOperatorList() {
      return List.of();
    }
  }
}
