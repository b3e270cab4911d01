package io.github.wandbjdbc.client.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.junit.jupiter.api.Test;

final class LevelRunsTest {
  private final Random random = new Random(20);

  @Test
  void levelsAsTheLibraryWritesThemAreTakenInRuns() throws IOException {
    for (int present = 1; present < 10; present++) {
      for (int i = 0; i < 100; i++) {
        List<Integer> levels = levels(present);

        assertThat(taken(written(levels, present), present, levels.size()))
            .isEqualTo(presence(levels, present));
      }
    }
  }

  @Test
  void levelsThatEndBeforeTheirPageAreNoLevels() throws IOException {
    LevelRuns runs = new LevelRuns(written(Collections.nCopies(20, 1), 1), 1);

    assertThat(runs.take(15)).isEqualTo(15);
    assertThat(runs.take(15)).isEqualTo(5);
    assertThatThrownBy(() -> runs.take(1)).isInstanceOf(IOException.class);
  }

  @Test
  void whereNothingMayBeMissingThereAreNone() throws IOException {
    LevelRuns runs = new LevelRuns(ByteBuffer.allocate(0), 0);

    assertThat(runs.take(1_000)).isEqualTo(1_000);
    assertThat(runs.isPresent()).isTrue();
  }

  /** Long runs, short ones, and such that change each time. */
  private List<Integer> levels(int most) {
    List<Integer> levels = new ArrayList<>();
    while (levels.size() < 500) {
      int level = random.nextInt(most + 1);
      for (int i = random.nextInt(random.nextInt(4) == 0 ? 100 : 4); i >= 0; i--) {
        levels.add(level);
      }
    }
    return levels;
  }

  private static List<Boolean> presence(List<Integer> levels, int present) {
    return levels.stream().map(level -> level == present).toList();
  }

  private static ByteBuffer written(List<Integer> levels, int most) throws IOException {
    int width = Integer.SIZE - Integer.numberOfLeadingZeros(most);
    try (RunLengthBitPackingHybridEncoder encoder =
        new RunLengthBitPackingHybridEncoder(width, 64, 1 << 16, new HeapByteBufferAllocator())) {
      for (int level : levels) {
        encoder.writeInt(level);
      }
      return ByteBuffer.wrap(encoder.toBytes().toInputStream().readAllBytes());
    }
  }

  private List<Boolean> taken(ByteBuffer levels, int present, int count) throws IOException {
    LevelRuns runs = new LevelRuns(levels, present);
    List<Boolean> taken = new ArrayList<>();
    while (taken.size() < count) {
      int size = runs.take(Math.min(count - taken.size(), 1 + random.nextInt(20)));
      for (int i = 0; i < size; i++) {
        taken.add(runs.isPresent());
      }
    }
    return taken;
  }
}
