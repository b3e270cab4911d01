package io.github.wandbjdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StatementSplitterTest {

  @Test
  void statementsEndWithSemicolons() {
    assertThat(StatementSplitter.split("SELECT 1;\n  SELECT 2 ; SELECT 3").all())
        .containsExactly("SELECT 1", "SELECT 2", "SELECT 3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT ';'",
        "SELECT 'it''s; so'",
        "SELECT \"a;b\"",
        "SELECT \"a\"\";b\"",
        "SELECT 1 -- ; not here\n + 1",
        "SELECT /* ; */ 1",
        "SELECT 'open; until the end"
      })
  void othersEndNone(String sql) {
    assertThat(StatementSplitter.split(sql).all()).containsExactly(sql);
    assertThat(StatementSplitter.split(sql).statements()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";", " ;; ", "-- nothing", "/* nothing */;", "-- a;\n-- b;"})
  void commentsAloneAreNone(String text) {
    assertThat(StatementSplitter.split(text).all()).isEmpty();
  }

  @Test
  void commentsBelongToWhatFollows() {
    assertThat(StatementSplitter.split("-- the first\nSELECT 1; SELECT 2").all())
        .containsExactly("-- the first\nSELECT 1", "SELECT 2");
  }
}
