package io.github.wandbjdbc.client.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A few bytes of a file may say a decimal that is longer than all memory. */
class DecimalsTest {
  @Test
  void theScaleIsThatOfTheLogicalType() throws IOException {
    Field field = decimal(Type.INT64, 2);

    assertThat(Scalar.of(field).ofLong(field, 12_345)).isEqualTo(new BigDecimal("123.45"));
  }

  @Test
  void filesOfOldWritersSayTheScaleByItself() throws IOException {
    SchemaElement element =
        element(Type.INT64).setConverted_type(ConvertedType.DECIMAL).setScale(3);
    Field field = field(element);

    assertThat(Scalar.of(field).ofLong(field, 12_345)).isEqualTo(new BigDecimal("12.345"));
  }

  @ParameterizedTest
  @ValueSource(ints = {2_000_000_000, -2_000_000_000, Integer.MIN_VALUE, 1001})
  void aScaleThatNoWriterHasIsRefused(int scale) throws IOException {
    Field field = decimal(Type.INT64, scale);
    Scalar scalar = Scalar.of(field);

    assertThatThrownBy(() -> scalar.ofLong(field, 1)).hasMessageContaining("digits");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 65, 1 << 20})
  void moreDigitsThanAnyWriterHasAreRefused(int bytes) throws IOException {
    Field field = decimal(Type.BYTE_ARRAY, 0);
    Scalar scalar = Scalar.of(field);
    Binary value = Binary.fromConstantByteArray(new byte[bytes]);

    assertThatThrownBy(() -> scalar.ofBytes(field, value, new RowMemory()))
        .hasMessageContaining("a decimal of");
  }

  private static Field decimal(Type type, int scale) throws IOException {
    LogicalType decimal = new LogicalType();
    decimal.setDECIMAL(new DecimalType(scale, 10));
    return field(element(type).setLogicalType(decimal));
  }

  private static SchemaElement element(Type type) {
    return new SchemaElement("d").setType(type).setRepetition_type(FieldRepetitionType.REQUIRED);
  }

  private static Field field(SchemaElement element) throws IOException {
    return Field.root(List.of(new SchemaElement("schema").setNum_children(1), element))
        .children()
        .get(0);
  }
}
