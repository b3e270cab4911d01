package io.github.wandbjdbc.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PostgresTest {
  @Test
  void theJudgeComparesByCodePoint() throws Exception {
    Postgres postgres = Postgres.start();

    assertThat(postgres.value("'a' > 'B' AND lower('Ä') = 'ä'")).isEqualTo("true");
    assertThat(postgres.rows("SHOW server_version").get(0).get(0)).startsWith("18");
  }
}
