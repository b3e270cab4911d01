package io.github.wandbjdbc.client.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HexFormat;
import org.apache.parquet.column.Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page that says it has more values than it can have is refused before room is made for them. */
class EncodedPageTest {
  private static final int VALUES = 100;

  @ParameterizedTest
  @CsvSource({
    "DELTA_BINARY_PACKED, 80 01 04 ff ff ff ff 07 00, 2147483647 deltas",
    "DELTA_BINARY_PACKED, 80 01 04 ff ff ff ff 0f 00, -1 deltas",
    "DELTA_BINARY_PACKED, 80 01 04 65 00, 101 deltas",
    "DELTA_BINARY_PACKED, 80 01 00 05 00, in 0 parts",
    "DELTA_BINARY_PACKED, ff ff ff ff 07 01 05 00, blocks of 2147483647",
    "DELTA_BINARY_PACKED, 80 01 04 64 00, beyond its page",
    "DELTA_BINARY_PACKED, ff ff ff ff ff ff ff, doesn't end",
    "DELTA_LENGTH_BYTE_ARRAY, 80 01 04 ff ff ff ff 07 00, 2147483647 deltas",
    "DELTA_BYTE_ARRAY, 80 01 04 01 00 80 01 04 ff ff ff ff 07 00, 2147483647 deltas",
    "RLE_DICTIONARY, 02 ff ff ff ff 0f, a run of 2147483647 × 8",
    "RLE_DICTIONARY, 02 1d, a run of 14 × 8",
    "PLAIN_DICTIONARY, 21 02 00, keys of 33 bits",
    "RLE, ff ff ff 7f 02 00, levels of 2147483647 bytes",
    "RLE, 02 00 00 00 1d 00, a run of 14 × 8",
  })
  void moreValuesThanThePageHasAreRefused(Encoding encoding, String hex, String message) {
    EncodedPage page = page(hex);

    assertThatThrownBy(() -> page.values(encoding))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "DELTA_BINARY_PACKED, 80 01 04 01 00, 264",
    "DELTA_BYTE_ARRAY, 80 01 04 01 00 80 01 04 01 00, 528",
    "RLE_DICTIONARY, 02 1b, 442",
    "RLE_DICTIONARY, 02 c8 01 01, 0",
    "PLAIN, ff ff ff ff, 0",
  })
  void whatItTakesIsKnownBefore(Encoding encoding, String hex, long memory) throws IOException {
    EncodedPage page = page(hex);

    page.values(encoding);

    assertThat(page.memory()).isEqualTo(memory);
  }

  @Test
  void levelsAreWalkedUpToTheValues() throws IOException {
    EncodedPage page = page("02 00 00 00 c8 01 02 00 00 00 1b ff 80 01 04 65 00");

    page.levels(Encoding.RLE, 0);
    page.levels(Encoding.RLE, 1);
    page.levels(Encoding.RLE, 3);

    assertThatThrownBy(() -> page.values(Encoding.DELTA_BINARY_PACKED))
        .hasMessageContaining("101 deltas");
  }

  private static EncodedPage page(String hex) {
    return new EncodedPage(HexFormat.ofDelimiter(" ").parseHex(hex), VALUES);
  }
}
