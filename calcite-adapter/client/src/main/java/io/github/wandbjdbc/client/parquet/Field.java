package io.github.wandbjdbc.client.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * A column of a file, or a group of them, as its schema tells.
 *
 * @param path the names from the top to it
 * @param maxRepetition how many lists it is in, itself included
 * @param maxDefinition how many of the fields from the top to it may be missing
 * @param children the fields of a group; empty for a column
 */
record Field(
    SchemaElement element,
    List<String> path,
    int maxRepetition,
    int maxDefinition,
    List<Field> children) {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_SCALE = 1000;

  /** The top, whose children are the fields of the file. */
  static Field root(List<SchemaElement> schema) throws IOException {
    if (schema.isEmpty()) {
      throw new IOException("a schema without elements");
    }
    Iterator<SchemaElement> elements = schema.iterator();
    SchemaElement top = elements.next();
    Field root = new Field(top, List.of(), 0, 0, children(top, List.of(), 0, 0, elements));
    if (elements.hasNext()) {
      throw new IOException("a schema with elements that belong nowhere");
    }
    return root;
  }

  private static List<Field> children(
      SchemaElement group,
      List<String> path,
      int repetition,
      int definition,
      Iterator<SchemaElement> elements)
      throws IOException {
    if (path.size() > MAX_DEPTH) {
      throw new IOException("a schema deeper than " + MAX_DEPTH);
    }
    List<Field> children = new ArrayList<>();
    for (int i = 0; i < group.getNum_children(); i++) {
      if (!elements.hasNext()) {
        throw new IOException("a schema that ends too early");
      }
      SchemaElement element = elements.next();
      if (element.getName() == null) {
        throw new IOException("a schema element without a name");
      }
      List<String> childPath = new ArrayList<>(path);
      childPath.add(element.getName());
      int childRepetition =
          repetition + (element.getRepetition_type() == FieldRepetitionType.REPEATED ? 1 : 0);
      int childDefinition =
          definition + (element.getRepetition_type() == FieldRepetitionType.REQUIRED ? 0 : 1);
      children.add(
          new Field(
              element,
              List.copyOf(childPath),
              childRepetition,
              childDefinition,
              children(element, childPath, childRepetition, childDefinition, elements)));
    }
    return List.copyOf(children);
  }

  /** How many digits of its decimals are behind the point; 0 if they aren't decimals. */
  int scale() {
    int scale =
        isOf(LogicalType._Fields.DECIMAL)
            ? element.getLogicalType().getDECIMAL().getScale()
            : element.getScale();
    if (Math.abs((long) scale) > MAX_SCALE) {
      throw new IllegalArgumentException("decimals with %d digits".formatted(scale));
    }
    return scale;
  }

  String name() {
    return element.getName();
  }

  /** Whether it holds values, rather than fields. */
  boolean isColumn() {
    return children.isEmpty() && element.isSetType();
  }

  boolean isRepeated() {
    return element.getRepetition_type() == FieldRepetitionType.REPEATED;
  }

  boolean isList() {
    return isOf(LogicalType._Fields.LIST) || element.getConverted_type() == ConvertedType.LIST;
  }

  boolean isMap() {
    return isOf(LogicalType._Fields.MAP)
        || element.getConverted_type() == ConvertedType.MAP
        || element.getConverted_type() == ConvertedType.MAP_KEY_VALUE;
  }

  /** Whether the schema gives its values the meaning {@code type}. */
  boolean isOf(LogicalType._Fields type) {
    return element.isSetLogicalType() && element.getLogicalType().getSetField() == type;
  }

  /** The columns in it, itself included. */
  List<Field> columns() {
    List<Field> columns = new ArrayList<>();
    addColumns(columns);
    return columns;
  }

  private void addColumns(List<Field> columns) {
    if (isColumn()) {
      columns.add(this);
    }
    for (Field child : children) {
      child.addColumns(columns);
    }
  }

  /** The column's type in terms of Parquet's library. */
  Type type() throws IOException {
    Repetition repetition =
        element.isSetRepetition_type()
            ? Repetition.valueOf(element.getRepetition_type().name())
            : Repetition.REQUIRED;
    if (isColumn()) {
      return new PrimitiveType(repetition, physical(), element.getType_length(), name());
    }
    List<Type> types = new ArrayList<>();
    for (Field child : children) {
      types.add(child.type());
    }
    return new GroupType(repetition, name(), types);
  }

  PrimitiveTypeName physical() throws IOException {
    return switch (element.getType()) {
      case BOOLEAN -> PrimitiveTypeName.BOOLEAN;
      case INT32 -> PrimitiveTypeName.INT32;
      case INT64 -> PrimitiveTypeName.INT64;
      case INT96 -> PrimitiveTypeName.INT96;
      case FLOAT -> PrimitiveTypeName.FLOAT;
      case DOUBLE -> PrimitiveTypeName.DOUBLE;
      case BYTE_ARRAY -> PrimitiveTypeName.BINARY;
      case FIXED_LEN_BYTE_ARRAY -> {
        if (element.getType_length() <= 0) {
          throw new IOException(
              "a column of values of %d bytes".formatted(element.getType_length()));
        }
        yield PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
      }
    };
  }
}
