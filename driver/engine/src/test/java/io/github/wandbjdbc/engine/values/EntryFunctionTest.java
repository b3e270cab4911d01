package io.github.wandbjdbc.engine.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.judge.SqlTypes;
import io.github.wandbjdbc.engine.values.catalogue.Catalogue;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.junit.jupiter.api.Test;

/** Functions as Calcite's validator meets them. */
class EntryFunctionTest {
  @Test
  void aCallHasTheTypeOfItsOverload() throws Exception {
    assertThat(type("LOG(2, 8)").toString()).startsWith("DECIMAL");
    assertThat(type("LOG(2e0, 8)").toString()).isEqualTo("DOUBLE");
    assertThat(type("LOG(CAST(NULL AS DOUBLE), 8)").isNullable()).isTrue();
  }

  @Test
  void aCallThatIsRefusedSaysWhatToWrite() {
    assertThatThrownBy(() -> type("LOG(8)"))
        .isInstanceOfSatisfying(
            StatementException.class,
            e -> assertThat(e.state()).isEqualTo(SqlState.STATEMENT_FAULT))
        .hasMessageContaining("write LN(x), LOG10(x), or LOG(b, x)");
  }

  private static RelDataType type(String call) throws Exception {
    Entry log = Objects.requireNonNull(Catalogue.entry("LOG"));
    SqlValidator validator =
        SqlValidatorUtil.newValidator(
            SqlOperatorTables.chain(
                SqlOperatorTables.of(log.operator()), SqlStdOperatorTable.instance()),
            new CalciteCatalogReader(
                CalciteSchema.createRootSchema(false),
                List.of(),
                SqlTypes.FACTORY,
                new CalciteConnectionConfigImpl(new Properties())),
            SqlTypes.FACTORY,
            SqlValidator.Config.DEFAULT);
    SqlNode query = SqlParser.create("VALUES (" + call + ")").parseQuery();
    SqlNode validated = validator.validate(query);
    return validator.getValidatedNodeType(validated).getFieldList().get(0).getType();
  }
}
