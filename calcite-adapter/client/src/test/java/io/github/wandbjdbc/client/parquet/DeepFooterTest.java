package io.github.wandbjdbc.client.parquet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DeepFooterTest {
  /** The head of a struct within a struct, as a field that no reader knows. */
  private static final byte STRUCT = (byte) 0xFC;

  @Test
  void aFooterOfStructsWithinStructsIsNoFooter() {
    byte[] magic = "PAR1".getBytes(StandardCharsets.US_ASCII);
    int depth = 1_000_000;
    ByteBuffer file = ByteBuffer.allocate(depth + 12).order(ByteOrder.LITTLE_ENDIAN);
    file.put(magic);
    for (int i = 0; i < depth; i++) {
      file.put(STRUCT);
    }
    file.putInt(depth).put(magic);

    assertThatThrownBy(() -> ParquetFile.open(new BytesInMemory(file.array())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nested too deeply");
  }
}
