package io.github.wandbjdbc.shell.export;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.flatbuf.Bool;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;

/**
 * The types of columns in Arrow's words. Every column may have NULL.
 *
 * <p>Each part is put into a buffer before those that refer to it, by its offset.
 */
final class ArrowSchema {
  private static final int DECIMAL_BITS = 128;

  private ArrowSchema() {}

  static int of(List<ExportedColumn> columns, FlatBufferBuilder to) {
    int[] fields = columns.stream().mapToInt(column -> field(column, to)).toArray();
    return Schema.createSchema(to, Endianness.Little, Schema.createFieldsVector(to, fields), 0, 0);
  }

  /** A text. One that isn't Unicode is written as nearly as it can be. */
  static int text(String text, FlatBufferBuilder to) {
    return to.createString(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static int field(ExportedColumn column, FlatBufferBuilder to) {
    int name = text(column.name(), to);
    int type = type(column, to);
    int noChildren = Field.createChildrenVector(to, new int[0]);
    return Field.createField(to, name, true, typeId(column.type()), type, 0, noChildren, 0);
  }

  private static byte typeId(ExportedType type) {
    return switch (type) {
      case BOOLEAN -> Type.Bool;
      case INTEGER, BIGINT -> Type.Int;
      case DOUBLE -> Type.FloatingPoint;
      case DECIMAL -> Type.Decimal;
      case TEXT -> Type.Utf8;
      case DATE -> Type.Date;
      case TIME -> Type.Time;
      case TIMESTAMP -> Type.Timestamp;
    };
  }

  private static int type(ExportedColumn column, FlatBufferBuilder to) {
    return switch (column.type()) {
      case BOOLEAN -> {
        Bool.startBool(to);
        yield Bool.endBool(to);
      }
      case INTEGER -> Int.createInt(to, Integer.SIZE, true);
      case BIGINT -> Int.createInt(to, Long.SIZE, true);
      case DOUBLE -> FloatingPoint.createFloatingPoint(to, Precision.DOUBLE);
      case DECIMAL -> Decimal.createDecimal(to, column.precision(), column.scale(), DECIMAL_BITS);
      case TEXT -> {
        Utf8.startUtf8(to);
        yield Utf8.endUtf8(to);
      }
      case DATE -> Date.createDate(to, DateUnit.DAY);
      case TIME -> Time.createTime(to, TimeUnit.MILLISECOND, Integer.SIZE);
      // Without a zone, as a TIMESTAMP of SQL is.
      case TIMESTAMP -> Timestamp.createTimestamp(to, TimeUnit.MILLISECOND, 0);
    };
  }
}
