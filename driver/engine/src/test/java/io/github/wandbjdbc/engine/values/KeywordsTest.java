package io.github.wandbjdbc.engine.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.values.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls with words go through Calcite's parser, validator and converter. */
class KeywordsTest {
  private static final JavaTypeFactoryImpl TYPES = new JavaTypeFactoryImpl();

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          EXTRACT(HOUR FROM t)              ~ BIGINT    ~ bigint
          EXTRACT(SECOND FROM t)            ~ DOUBLE    ~ double
          EXTRACT(EPOCH FROM INTERVAL '1' DAY) ~ DOUBLE    ~ double
          EXTRACT(DOW FROM d)               ~ BIGINT    ~ bigint
          DATE_TRUNC('hour', t)             ~ TIMESTAMP ~ timestamp
          DATE_TRUNC(t, MONTH)              ~ TIMESTAMP ~ timestamp
          DATE_TRUNC('month', d)            ~ TIMESTAMP ~ timestamp
          TIMESTAMPADD(DAY, n, d)           ~ DATE      ~ date
          TIMESTAMPADD(SQL_TSI_HOUR, n, d)  ~ TIMESTAMP ~ timestamp
          TIMESTAMPDIFF(MONTH, d, t)        ~ BIGINT    ~ bigint
          TIMESTAMP_DIFF(t, t, MILLISECOND) ~ BIGINT    ~ bigint
          DATE_DIFF(d, d, ISOWEEK)          ~ BIGINT    ~ bigint
          FLOOR(t TO HOUR)                  ~ TIMESTAMP ~ timestamp
          CEIL(d TO MONTH)                  ~ DATE      ~ date
          TRIM(LEADING 'x' FROM s)          ~ VARCHAR   ~ text
          TRIM(s)                           ~ VARCHAR   ~ text
          """)
  void aWordChoosesTheWayOfACall(String expression, String type, String result) {
    RexCall call = converted(expression.strip());

    Entry.Call chosen =
        Objects.requireNonNull(
            Objects.requireNonNull(Catalogue.entry(call.getOperator())).call(call.getOperands()));

    assertThat(call.getType().getSqlTypeName()).hasToString(type);
    assertThat(chosen.overload().result()).hasToString(result);
    assertThat(chosen.values()).hasSize(chosen.overload().operands().size());
  }

  @Test
  void whatHasNoSuchWayIsRefusedWhenItIsValidated() {
    assertThatThrownBy(() -> converted("EXTRACT(HOUR FROM d)"))
        .hasStackTraceContaining("EXTRACT: a date has no field HOUR");
    assertThatThrownBy(() -> converted("DATE_TRUNC('fortnight', t)"))
        .hasStackTraceContaining("DATE_TRUNC doesn't take 'fortnight', but MICROSECOND");
    assertThatThrownBy(() -> converted("DATE_TRUNC(s, t)")).hasStackTraceContaining("DATE_TRUNC");
  }

  private static RexCall converted(String expression) {
    try {
      SqlNode query =
          SqlParser.create(
                  "SELECT "
                      + expression
                      + " FROM (VALUES (TIMESTAMP '2024-01-01 00:00:00', DATE '2024-01-01', 'x', 1))"
                      + " AS v (t, d, s, n)",
                  SqlParser.config().withCaseSensitive(false))
              .parseQuery();
      CalciteCatalogReader reader =
          new CalciteCatalogReader(
              CalciteSchema.createRootSchema(false),
              List.of(),
              TYPES,
              new CalciteConnectionConfigImpl(new Properties()));
      SqlValidator validator =
          SqlValidatorUtil.newValidator(
              new Functions(), reader, TYPES, SqlValidator.Config.DEFAULT);
      SqlNode validated = validator.validate(Objects.requireNonNull(query.accept(new Ours())));
      RelOptCluster cluster = RelOptCluster.create(new VolcanoPlanner(), new RexBuilder(TYPES));
      Project project =
          (Project)
              new SqlToRelConverter(
                      (type, sql, schema, view) -> {
                        throw new IllegalStateException(sql);
                      },
                      validator,
                      reader,
                      cluster,
                      StandardConvertletTable.INSTANCE,
                      SqlToRelConverter.config())
                  .convertQuery(validated, false, true)
                  .rel;
      return (RexCall) project.getProjects().get(0);
    } catch (SqlParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Those of the catalogue, and Calcite's operators; functions are looked up by their names. */
  private static final class Functions implements SqlOperatorTable {
    @Override
    public void lookupOperatorOverloads(
        SqlIdentifier name,
        @Nullable SqlFunctionCategory category,
        SqlSyntax syntax,
        List<SqlOperator> found,
        SqlNameMatcher matcher) {
      Entry entry = name.isSimple() ? Catalogue.entry(name.getSimple()) : null;
      if (entry != null) {
        found.add(entry.operator());
      }
    }

    @Override
    public List<SqlOperator> getOperatorList() {
      return List.of();
    }
  }

  /** Puts the catalogue's operators in the place of the parser's. */
  private static final class Ours extends SqlShuttle {
    @Override
    public @Nullable SqlNode visit(SqlCall call) {
      SqlNode visited = super.visit(call);
      if (!(visited instanceof SqlCall same) || !(same.getOperator() instanceof SqlFunction)) {
        return visited;
      }
      String name = same.getOperator().getName();
      boolean rounds = same.operandCount() == 2 && (name.equals("FLOOR") || name.equals("CEIL"));
      Entry entry = Catalogue.entry(rounds ? name + " TO" : name);
      return entry == null
          ? same
          : entry.operator().createCall(same.getParserPosition(), operands(same));
    }

    private static List<SqlNode> operands(SqlCall call) {
      List<SqlNode> operands = new ArrayList<>();
      for (SqlNode operand : call.getOperandList()) {
        operands.add(operand == null ? SqlNodeList.EMPTY : operand);
      }
      return operands;
    }
  }
}
