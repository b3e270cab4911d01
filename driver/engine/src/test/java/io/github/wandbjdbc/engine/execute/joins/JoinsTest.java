package io.github.wandbjdbc.engine.execute.joins;

import static io.github.wandbjdbc.engine.execute.driven.DrivenTable.K;
import static io.github.wandbjdbc.engine.execute.driven.DrivenTable.KINDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.execute.driven.Driven;
import io.github.wandbjdbc.engine.execute.driven.DrivenTable;
import io.github.wandbjdbc.engine.execute.driven.PostgresText;
import io.github.wandbjdbc.engine.execute.expressions.RowPredicate;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.rel.core.JoinRelType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JoinsTest {
  private static final int[] SIZES = {0, 1, 511, 512, 513, 2000};
  private static final int[] SMALL_SIZES = {0, 1, 30, 512, 513};

  @Test
  void hashJoinsGiveWhatPostgresGives() throws Exception {
    JoinComparison comparison = new JoinComparison(PostgresText.start());

    for (int leftSize : SIZES) {
      for (int rightSize : SIZES) {
        hashJoins(comparison, leftSize, rightSize, JoinMeaning.BY_KEYS);
        if ((long) leftSize * rightSize < 20_000) {
          hashJoins(comparison, leftSize, rightSize, JoinMeaning.BY_RARE_KEYS);
        }
      }
    }
    hashJoins(comparison, 512, 513, JoinMeaning.BY_RARE_KEYS);

    comparison.print("hash joins");
  }

  private static void hashJoins(
      JoinComparison comparison, int leftSize, int rightSize, List<JoinMeaning> meanings)
      throws Exception {
    DrivenTable left = comparison.table("l", leftSize);
    DrivenTable right = comparison.table("r", rightSize);
    for (JoinMeaning by : meanings) {
      for (JoinRelType type : JoinShape.SYMMETRIC) {
        for (boolean holdsLeft : new boolean[] {false, true}) {
          comparison.compare(
              type,
              left,
              right,
              by.sql(),
              !holdsLeft,
              execution ->
                  new HashJoinOperator(
                      new JoinShape(type, KINDS, KINDS),
                      by.keys(),
                      by.condition(),
                      holdsLeft,
                      left.open(),
                      right.open(),
                      execution));
        }
      }
    }
  }

  @Test
  void nestedLoopsGiveWhatPostgresGives() throws Exception {
    JoinComparison comparison = new JoinComparison(PostgresText.start());
    List<JoinMeaning> meanings = new ArrayList<>(JoinMeaning.BY_PAIRS);
    meanings.add(JoinMeaning.BY_KEYS.get(1));

    for (int leftSize : SMALL_SIZES) {
      for (int rightSize : SMALL_SIZES) {
        DrivenTable left = comparison.table("l", leftSize);
        DrivenTable right = comparison.table("r", rightSize);
        for (JoinMeaning by : meanings) {
          if (leftSize * rightSize > 20_000 && !JoinMeaning.BY_PAIRS.get(1).equals(by)) {
            continue;
          }
          for (JoinRelType type : JoinShape.SYMMETRIC) {
            comparison.compare(
                type,
                left,
                right,
                by.sql(),
                true,
                execution ->
                    new NestedLoopsOperator(
                        new JoinShape(type, KINDS, KINDS),
                        by.keys().isEmpty() ? by.condition() : whole(by),
                        left.open(),
                        right.open(),
                        execution));
          }
        }
      }
    }

    comparison.print("nested loops");
  }

  private static RowPredicate whole(JoinMeaning by) {
    return Driven.where(2 * KINDS.size(), by::matches);
  }

  @Test
  void anAntiJoinByWhatIsNotFalseIsNotIn() throws Exception {
    JoinComparison comparison = new JoinComparison(PostgresText.start());
    JoinMeaning by = JoinMeaning.BY_PAIRS.get(JoinMeaning.BY_PAIRS.size() - 1);

    for (int leftSize : SMALL_SIZES) {
      for (int rightSize : SMALL_SIZES) {
        DrivenTable left = comparison.table("l", leftSize);
        DrivenTable right = comparison.table("r", rightSize);
        String sql =
            "SELECT %s FROM %s l WHERE l.k NOT IN (SELECT r.k FROM %s r)"
                .formatted(JoinComparison.number("l.n", "-1"), left.name(), right.name());
        comparison.compare(
            JoinRelType.ANTI,
            left,
            right,
            sql,
            by.sql(),
            true,
            execution ->
                new NestedLoopsOperator(
                    new JoinShape(JoinRelType.ANTI, KINDS, KINDS),
                    by.condition(),
                    left.open(),
                    right.open(),
                    execution));
      }
    }

    comparison.print("NOT IN");
  }

  @Test
  void joinsByKeysGiveWhatPostgresGives() throws Exception {
    JoinComparison comparison = new JoinComparison(PostgresText.start());

    for (int leftSize : SIZES) {
      for (int rightSize : SIZES) {
        DrivenTable left = comparison.table("l", leftSize);
        DrivenTable right = comparison.table("r", rightSize);
        for (JoinMeaning by : JoinMeaning.BY_KEYS) {
          for (JoinRelType type : JoinShape.LEFTWARD) {
            for (int mostKeys : new int[] {7, 50, 5000}) {
              comparison.compare(
                  type,
                  left,
                  right,
                  by.sql(),
                  false,
                  execution ->
                      new BindJoinOperator(
                          new JoinShape(type, KINDS, KINDS),
                          by.keys(),
                          0,
                          by.condition(),
                          left.open(),
                          ofKeys(right, mostKeys, execution),
                          "keys",
                          mostKeys,
                          execution));
            }
          }
        }
      }
    }

    comparison.print("joins by keys");
  }

  private static Supplier<Operator> ofKeys(DrivenTable right, int mostKeys, Execution execution) {
    return () -> {
      List<?> keys = (List<?>) execution.get("keys");
      assertThat(keys).isNotEmpty().hasSizeLessThanOrEqualTo(mostKeys).doesNotHaveDuplicates();
      var wanted = new HashSet<@Nullable Object>(keys);
      assertThat(wanted).doesNotContainNull();
      return right.open(row -> wanted.contains(row.get(K)));
    };
  }

  @Test
  void correlationsGiveWhatPostgresGives() throws Exception {
    JoinComparison comparison = new JoinComparison(PostgresText.start());
    List<JoinMeaning> meanings = new ArrayList<>(JoinMeaning.BY_KEYS);
    meanings.addAll(JoinMeaning.BY_PAIRS);

    for (int leftSize : new int[] {0, 1, 30, 513}) {
      for (int rightSize : new int[] {0, 1, 30, 513}) {
        if (leftSize * rightSize > 20_000) {
          continue;
        }
        DrivenTable left = comparison.table("l", leftSize);
        DrivenTable right = comparison.table("r", rightSize);
        for (JoinMeaning by : meanings) {
          for (JoinRelType type : JoinShape.LEFTWARD) {
            for (boolean repeats : new boolean[] {false, true}) {
              comparison.compare(
                  type,
                  left,
                  right,
                  by.sql(),
                  true,
                  execution ->
                      new CorrelateOperator(
                          new JoinShape(type, KINDS, KINDS),
                          "$cor0",
                          List.of(1, 2, 3, 4),
                          repeats,
                          left.open(),
                          () -> right.open(row -> matches(by, execution, row)),
                          execution));
            }
          }
        }
      }
    }

    comparison.print("correlations");
  }

  private static boolean matches(
      JoinMeaning by, Execution execution, List<@Nullable Object> rightRow) {
    List<@Nullable Object> both = new ArrayList<>();
    if (execution.get("$cor0") instanceof @Nullable Object[] leftRow) {
      both.addAll(Arrays.asList(leftRow));
    }
    both.addAll(rightRow);
    return by.matches(both);
  }

  @Test
  void asofJoinsGiveWhatPostgresGives() throws Exception {
    JoinComparison comparison = new JoinComparison(PostgresText.start());

    for (int leftSize : SIZES) {
      for (int rightSize : SIZES) {
        for (boolean keyed : new boolean[] {true, false}) {
          for (AsofMeaning by : AsofMeaning.ALL) {
            for (JoinRelType type : List.of(JoinRelType.INNER, JoinRelType.LEFT)) {
              if (leftSize * rightSize > (keyed ? 300_000 : 20_000)) {
                continue;
              }
              DrivenTable left = comparison.table("l", leftSize);
              DrivenTable right = comparison.table("r", rightSize);
              comparison.compare(
                  type,
                  left,
                  right,
                  by.sql(type, left, right, keyed),
                  by.toString(),
                  true,
                  execution ->
                      new AsofJoinOperator(
                          new JoinShape(type, KINDS, KINDS),
                          keyed ? List.of(new JoinKey(K, K, false)) : List.of(),
                          by.comparison(),
                          by.field(),
                          by.field(),
                          left.open(),
                          right.open(),
                          execution));
            }
          }
        }
      }
    }

    comparison.print("ASOF joins");
  }
}
