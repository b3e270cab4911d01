package io.github.wandbjdbc.client.api.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import org.junit.jupiter.api.Test;

class CursorTrailTest {
  private final CursorTrail trail = new CursorTrail("runs of ml/vision");

  @Test
  void theEndIsWhereTheServerSaysSo() {
    trail.advance("a", true, false);
    assertThat(trail.isDone()).isFalse();
    trail.advance("b", true, true);
    assertThat(trail.cursor()).isEqualTo("b");
    trail.advance(null, false, true);

    assertThat(trail.isDone()).isTrue();
  }

  @Test
  void newCursorsForEverComeToAnEnd() {
    WandbException e =
        catchThrowableOfType(
            WandbException.class,
            () -> {
              for (int i = 0; i < 1_000_000; i++) {
                trail.advance("cursor " + i, true, false);
              }
            });

    assertThat(e.kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
    assertThat(e)
        .hasMessage(
            "runs of ml/vision: the server gave 10000 pages in a row without anything new, and says that there are more");
  }

  @Test
  void newsNowAndThenKeepAListingGoing() {
    for (int i = 0; i < 50_000; i++) {
      trail.advance("cursor " + i, true, i % 9_000 == 0);
    }

    assertThat(trail.isDone()).isFalse();
  }

  @Test
  void aCursorThatDoesNotMoveIsAnError() {
    trail.advance("a", true, true);

    WandbException e =
        catchThrowableOfType(WandbException.class, () -> trail.advance("a", true, true));

    assertThat(e).hasMessageContaining("the same cursor twice");
  }

  @Test
  void aCursorOfAnyLengthIsNotKept() {
    WandbException e =
        catchThrowableOfType(
            WandbException.class, () -> trail.advance("x".repeat(1_000_000), true, true));

    assertThat(e).hasMessageContaining("a cursor of 1000000 characters");
  }
}
