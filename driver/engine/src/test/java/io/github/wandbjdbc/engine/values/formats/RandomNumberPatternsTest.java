package io.github.wandbjdbc.engine.values.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.judge.Cells;
import io.github.wandbjdbc.engine.judge.Operand;
import io.github.wandbjdbc.engine.judge.Operands;
import io.github.wandbjdbc.engine.judge.Reasons;
import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Overload;
import io.github.wandbjdbc.engine.values.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Texts that are read as numbers by patterns of whatever fields, one behind the other. */
class RandomNumberPatternsTest {
  private static final long SEED = Long.getLong("patterns.seed", 18);
  private static final int TIMES = Integer.getInteger("patterns.times", 4_000);
  private static final int MOST_FIELDS = 9;

  private static final List<String> FIELDS =
      List.of(
          "9", "9", "9", "9", "9", "0", "0", ".", "D", ",", "G", "S", "MI", "PL", "SG", "PR", "TH",
          "th", "FM", "x", " ", "é", "\"n9\"");
  private static final List<String> IN_TEXTS =
      List.of("-", "+", "<", ">", ".", ",", " ", "é", "th", "x", "$", "0");

  private final Random random = new Random(SEED);

  @Test
  void textsAreReadAsByPostgresql() {
    List<List<Operand>> rows = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      rows.add(row());
    }

    List<EngineType> types = List.of(EngineType.TEXT, EngineType.TEXT);
    Entry entry = Objects.requireNonNull(Catalogue.entry("TO_NUMBER"));
    Overload way = Objects.requireNonNull(entry.overload(types));
    Cells cells =
        Reasons.digits(Cells.named("TO_NUMBER by random patterns"))
            .accepting("SP is refused by name", cell -> "42000".equals(cell.ourState()));
    cells.compareRows(way.kernel(), types, EngineType.NUMERIC, "to_number(%s, %s)", rows).end();

    assertThat(cells.answered()).isGreaterThan(TIMES / 4);
  }

  private List<Operand> row() {
    StringBuilder pattern = new StringBuilder();
    StringBuilder text = new StringBuilder();
    int count = 1 + random.nextInt(MOST_FIELDS);
    for (int i = 0; i < count; i++) {
      String field = random.nextInt(3) == 0 ? any(FIELDS) : "9";
      pattern.append(field);
      text.append(
          random.nextInt(4) == 0
              ? any(IN_TEXTS)
              : switch (field) {
                case "9", "0" -> String.valueOf(random.nextInt(10));
                case "D" -> ".";
                case "G" -> ",";
                case "S", "MI", "SG" -> "-";
                case "PL" -> "+";
                case "PR", "FM" -> "";
                default -> field;
              });
    }
    return List.of(
        Operands.texts(text.toString()).get(0), Operands.texts(pattern.toString()).get(0));
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
