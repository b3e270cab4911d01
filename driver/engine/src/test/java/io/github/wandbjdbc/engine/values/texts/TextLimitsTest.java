package io.github.wandbjdbc.engine.values.texts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.ObjectColumn;
import io.github.wandbjdbc.engine.values.Overload;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything ends: texts have a greatest length, and what may take long looks now and then. */
class TextLimitsTest {
  private static final String LONG = "a".repeat(200_000);

  private static final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static void cancel() {
    throw new Cancelled();
  }

  @Test
  void longerTextsThanAllowedAreRefusedBeforeTheyAreMade() {
    assertRefused(() -> Padding.repeat("ab", Long.MAX_VALUE));
    assertRefused(() -> Padding.repeat("ab", 5_000_001));
    assertRefused(() -> Padding.left("a", Integer.MAX_VALUE, "b"));
    assertRefused(() -> Padding.right("a", 9_000_000, "😀"));
    assertRefused(() -> Searching.replace(LONG, "a", "b".repeat(100)));
    assertRefused(() -> Joining.both("a".repeat(Lengths.MOST), "b"));
    assertRefused(() -> Replacement.of("\\&".repeat(100)).in(LONG, regex("a"), 0, 0, () -> {}));
    assertThat(Padding.repeat("ab", 3)).isEqualTo("ababab");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a{1000}{1000}",
        "((a{100}){100}){100}",
        "(a|b|c|d|e|f|g|h){1000}{20}",
        "[a-z]{1000}{10}"
      })
  void hugeRegularExpressionsAreRefusedBeforeTheyAreCompiled(String pattern) {
    assertRefused(() -> regex(pattern));
  }

  @Test
  void deepRegularExpressionsAreRefused() {
    assertRefused(() -> regex("(".repeat(5_000) + ")".repeat(5_000)));
  }

  @Test
  void whatTakesLongEndsAtALook() {
    assertThatThrownBy(() -> regex("(a|aa)*(b|a{2,900}b)$").finds(LONG, TextLimitsTest::cancel))
        .isInstanceOf(Cancelled.class);
    assertThatThrownBy(() -> regex("a.*b|a").count(LONG, 0, TextLimitsTest::cancel))
        .isInstanceOf(Cancelled.class);
    assertThatThrownBy(
            () ->
                LikePattern.of("%aaaaaaaaab%aab", "\\", false)
                    .matches(LONG, TextLimitsTest::cancel))
        .isInstanceOf(Cancelled.class);
    assertThatThrownBy(
            () -> EditDistance.of("a".repeat(9_000), "b".repeat(9_000), TextLimitsTest::cancel))
        .isInstanceOf(Cancelled.class);
    assertThatThrownBy(() -> compute("UPPER", List.of(EngineType.TEXT), column(LONG)))
        .isInstanceOf(Cancelled.class);
  }

  @Test
  void manyLongTextsOfOneBatchAreRefusedBeforeTheHeapIsFull() {
    LongColumn counts = new LongColumn(1_000);
    ObjectColumn texts = new ObjectColumn(1_000);
    for (int i = 0; i < 1_000; i++) {
      texts.set(i, "a");
      counts.set(i, 9_000_000L);
    }
    Overload repeat =
        Objects.requireNonNull(
            TextFunctionsTest.entry("REPEAT")
                .overload(List.of(EngineType.TEXT, EngineType.BIGINT)));
    int enough = (int) Math.min(1_000, Runtime.getRuntime().maxMemory() / 8 / 9_000_000 + 2);

    assertThatThrownBy(
            () ->
                repeat
                    .kernel()
                    .compute(
                        new ColumnVector[] {texts, counts},
                        enough,
                        new ObjectColumn(1_000),
                        () -> {}))
        .isInstanceOfSatisfying(
            StatementException.class, e -> assertThat(e.state()).isEqualTo(SqlState.OUT_OF_MEMORY));
  }

  private static void compute(String name, List<EngineType> types, ColumnVector operand) {
    Entry entry = TextFunctionsTest.entry(name);
    Overload overload = Objects.requireNonNull(entry.overload(types));
    overload
        .kernel()
        .compute(
            new ColumnVector[] {operand},
            1,
            ColumnVector.of(overload.result().kind(), 1),
            TextLimitsTest::cancel);
  }

  private static ColumnVector column(String text) {
    ColumnVector column = ColumnVector.of(Kind.OBJECT, 1);
    column.set(0, text);
    return column;
  }

  private static Regex regex(String pattern) {
    return Regex.of(pattern, RegexFlags.NONE);
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StatementException.class,
            e -> assertThat(e.state()).isEqualTo(SqlState.LIMIT_EXCEEDED));
  }
}
