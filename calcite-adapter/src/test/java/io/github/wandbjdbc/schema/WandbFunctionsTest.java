package io.github.wandbjdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.predicates.SchemaFunctions;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("text")
class WandbFunctionsTest {
  @ParameterizedTest
  @ValueSource(strings = {"HAS_TAG", "has_tag", "Is_NaN"})
  void functionsAreFoundInAnyCase(String name) {
    List<SqlOperator> found = new ArrayList<>();

    WandbFunctions.operatorTable()
        .lookupOperatorOverloads(
            new SqlIdentifier(name, SqlParserPos.ZERO),
            SqlFunctionCategory.USER_DEFINED_FUNCTION,
            SqlSyntax.FUNCTION,
            found,
            SqlNameMatchers.withCaseSensitive(false));

    assertThat(found).hasSize(1);
  }

  @Test
  void aTagIsAWholeStringOfTheArray() {
    assertThat(SchemaFunctions.hasTag("[\"a\",\"b \\\"c\\\"\"]", "b \"c\"")).isTrue();
    assertThat(SchemaFunctions.hasTag("[\"ab\"]", "a")).isFalse();
    assertThat(SchemaFunctions.hasTag("[]", "a")).isFalse();
  }

  @Test
  void nothingIsSaidOfWhatIsNoArray() {
    assertThat(SchemaFunctions.hasTag(null, "a")).isNull();
    assertThat(SchemaFunctions.hasTag("[\"a\"]", null)).isNull();
    assertThat(SchemaFunctions.hasTag("{\"a\": 1}", "a")).isNull();
    assertThat(SchemaFunctions.hasTag("[\"a\"", "a")).isNull();
  }

  @Test
  void onlyNanIsNan() {
    assertThat(SchemaFunctions.isNan(Double.NaN)).isTrue();
    assertThat(SchemaFunctions.isNan(Double.POSITIVE_INFINITY)).isFalse();
    assertThat(SchemaFunctions.isNan(null)).isNull();
  }
}
