package io.github.wandbjdbc.shell.export;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DateType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MilliSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;

/** The types of columns in Parquet's words. Every column may have NULL. */
final class ParquetSchema {
  private ParquetSchema() {}

  static List<SchemaElement> of(List<ExportedColumn> columns) {
    List<SchemaElement> schema = new ArrayList<>();
    schema.add(new SchemaElement("schema").setNum_children(columns.size()));
    columns.forEach(column -> schema.add(element(column)));
    return schema;
  }

  /** How values of {@code type} are stored. */
  static Type physical(ExportedType type) {
    return switch (type) {
      case BOOLEAN -> Type.BOOLEAN;
      case INTEGER, DATE, TIME -> Type.INT32;
      case BIGINT, TIMESTAMP -> Type.INT64;
      case DOUBLE -> Type.DOUBLE;
      case DECIMAL -> Type.FIXED_LEN_BYTE_ARRAY;
      case TEXT -> Type.BYTE_ARRAY;
    };
  }

  private static SchemaElement element(ExportedColumn column) {
    SchemaElement element =
        new SchemaElement(column.name())
            .setRepetition_type(FieldRepetitionType.OPTIONAL)
            .setType(physical(column.type()));
    return switch (column.type()) {
      case BOOLEAN, INTEGER, BIGINT, DOUBLE -> element;
      case TEXT ->
          element
              .setConverted_type(ConvertedType.UTF8)
              .setLogicalType(LogicalType.STRING(new StringType()));
      case DECIMAL ->
          element
              .setType_length(ParquetPage.DECIMAL_BYTES)
              .setConverted_type(ConvertedType.DECIMAL)
              .setPrecision(column.precision())
              .setScale(column.scale())
              .setLogicalType(
                  LogicalType.DECIMAL(new DecimalType(column.scale(), column.precision())));
      case DATE ->
          element
              .setConverted_type(ConvertedType.DATE)
              .setLogicalType(LogicalType.DATE(new DateType()));
      // The older words for times, the converted types, mean instants.
      case TIME -> element.setLogicalType(LogicalType.TIME(new TimeType(false, millis())));
      case TIMESTAMP ->
          element.setLogicalType(LogicalType.TIMESTAMP(new TimestampType(false, millis())));
    };
  }

  private static TimeUnit millis() {
    return TimeUnit.MILLIS(new MilliSeconds());
  }
}
