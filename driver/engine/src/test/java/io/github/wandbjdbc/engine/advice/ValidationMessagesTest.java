package io.github.wandbjdbc.engine.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.apache.calcite.runtime.CalciteResource;
import org.apache.calcite.runtime.Resources.BaseMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages of Calcite's validator are translated into terms of SQL. */
class ValidationMessagesTest {
  @Test
  void noneKeepsTheWordsThatOnlyCalciteKnows() {
    assertThat(messages().map(ValidationMessages::reworded))
        .hasSizeGreaterThan(200)
        .noneMatch(message -> message.contains("Was expecting"))
        .noneMatch(message -> message.contains("Supported form"))
        .noneMatch(message -> message.contains("Encountered"))
        .noneMatch(message -> message.contains("Cannot apply '"))
        .noneMatch(message -> message.contains("current SQL conformance level"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OVER clause is necessary for window functions | OVER (
          Expression 'name' is not being grouped | add it to GROUP BY
          Aggregate expression is illegal in WHERE clause | HAVING
          Cannot apply '+' to arguments of type '<INTEGER> + <BOOLEAN>'. Supported form(s): 'x' | INTEGER + BOOLEAN
          Unknown datatype name 'strng' | VARCHAR
          """)
  void itSaysWhatToWrite(String calcites, String ours) {
    assertThat(ValidationMessages.reworded(calcites)).contains(ours);
  }

  @Test
  void whatTheValidatorDoesNotSayStays() {
    assertThat(ValidationMessages.reworded("a message of ours")).isEqualTo("a message of ours");
  }

  private static Stream<String> messages() {
    return Stream.of(CalciteResource.class.getMethods())
        .map(ValidationMessagesTest::template)
        .filter(template -> !template.isEmpty())
        .filter(template -> !template.startsWith("No match found for function signature"))
        .map(template -> template.replace("''", "'").replaceAll("\\{\\d[^}]*}", "x"));
  }

  private static String template(Method method) {
    BaseMessage message = method.getAnnotation(BaseMessage.class);
    return message == null ? "" : message.value();
  }
}
