package io.github.wandbjdbc.engine.values.json;

import static io.github.wandbjdbc.engine.values.ValueType.ANY;
import static io.github.wandbjdbc.engine.values.ValueType.BOOLEAN;
import static io.github.wandbjdbc.engine.values.ValueType.INTEGER;
import static io.github.wandbjdbc.engine.values.ValueType.NUMERIC;
import static io.github.wandbjdbc.engine.values.ValueType.TEXT;

import io.github.wandbjdbc.engine.values.Column;
import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Family;
import io.github.wandbjdbc.engine.values.json.JsonProperties.Shape;
import java.util.List;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Functions of JSON texts. Those whose calls hold more than values (flags, or values of any type)
 * have no overloads here: {@link JsonCalls} makes their kernels.
 */
public final class JsonFamily implements Family {
  @Override
  public String title() {
    return "JSON";
  }

  @Override
  public List<String> names() {
    return List.of(
        "JSON_VALUE",
        "JSON_QUERY",
        "JSON_EXISTS",
        "IS JSON VALUE",
        "IS JSON OBJECT",
        "IS JSON ARRAY",
        "IS JSON SCALAR",
        "IS NOT JSON VALUE",
        "IS NOT JSON OBJECT",
        "IS NOT JSON ARRAY",
        "IS NOT JSON SCALAR",
        "JSON_OBJECT",
        "JSON_ARRAY",
        "FORMAT JSON",
        "JSON_MEMBER",
        "JSON_MEMBER_TEXT",
        "JSON_TYPE",
        "JSON_DEPTH",
        "JSON_LENGTH",
        "JSON_KEYS",
        "JSON_PRETTY",
        "JSON_TYPEOF",
        "JSON_EXTRACT",
        "JSON_EXTRACT_STRING",
        "JSON_EXTRACT_SCALAR",
        "JSON_EXTRACT_PATH",
        "JSON_EXTRACT_PATH_TEXT",
        "JSON_ARRAY_LENGTH",
        "ARRAY_LENGTH",
        "CARDINALITY",
        "ARRAY_CONTAINS",
        "LIST_CONTAINS",
        "JSON_REMOVE",
        "JSON_SET",
        "JSON_INSERT",
        "JSON_REPLACE");
  }

  @Override
  public Entry entry(String name) {
    return switch (name) {
      case "JSON_VALUE" ->
          Entry.named(name)
              .manual(
                  "the scalar at a path of a JSON document, as VARCHAR or the type after"
                      + " RETURNING; NULL if there is none or several, unless ON EMPTY or ON ERROR"
                      + " define it; true as VARCHAR is t")
              .adopting(SqlStdOperatorTable.JSON_VALUE);
      case "JSON_QUERY" ->
          Entry.named(name)
              .manual(
                  "the value at a path of a JSON document, as JSON; for several items, add WITH"
                      + " WRAPPER")
              .adopting(SqlStdOperatorTable.JSON_QUERY);
      case "JSON_EXISTS" ->
          Entry.named(name)
              .manual("whether a path of a JSON document has a value, null included")
              .adopting(SqlStdOperatorTable.JSON_EXISTS);
      case "IS JSON VALUE" -> is(name, Shape.VALUE, false, SqlStdOperatorTable.IS_JSON_VALUE);
      case "IS JSON OBJECT" -> is(name, Shape.OBJECT, false, SqlStdOperatorTable.IS_JSON_OBJECT);
      case "IS JSON ARRAY" -> is(name, Shape.ARRAY, false, SqlStdOperatorTable.IS_JSON_ARRAY);
      case "IS JSON SCALAR" -> is(name, Shape.SCALAR, false, SqlStdOperatorTable.IS_JSON_SCALAR);
      case "IS NOT JSON VALUE" ->
          is(name, Shape.VALUE, true, SqlStdOperatorTable.IS_NOT_JSON_VALUE);
      case "IS NOT JSON OBJECT" ->
          is(name, Shape.OBJECT, true, SqlStdOperatorTable.IS_NOT_JSON_OBJECT);
      case "IS NOT JSON ARRAY" ->
          is(name, Shape.ARRAY, true, SqlStdOperatorTable.IS_NOT_JSON_ARRAY);
      case "IS NOT JSON SCALAR" ->
          is(name, Shape.SCALAR, true, SqlStdOperatorTable.IS_NOT_JSON_SCALAR);
      case "JSON_OBJECT" ->
          Entry.named(name)
              .manual(
                  "a JSON object of keys and values; NULL becomes null, unless you write ABSENT"
                      + " ON NULL")
              .adopting(SqlStdOperatorTable.JSON_OBJECT);
      case "JSON_ARRAY" ->
          Entry.named(name)
              .manual("a JSON array of values; NULL is omitted, unless you write NULL ON NULL")
              .adopting(SqlStdOperatorTable.JSON_ARRAY);
      case "FORMAT JSON" ->
          Entry.named(name)
              .manual(
                  "marks a string as JSON, so that JSON_OBJECT and similar functions insert it"
                      + " unquoted")
              .adopting(SqlStdOperatorTable.JSON_VALUE_EXPRESSION);
      case "JSON_MEMBER" ->
          Entry.named(name)
              .manual(
                  "document -> key: the member of an object, or the element of an array by its"
                      + " index (from 0, or from the end if negative), as JSON; NULL if there is none")
              .strictOrNull(TEXT, JsonMembers.json(), TEXT, TEXT)
              .strictOrNull(TEXT, JsonMembers.json(), TEXT, INTEGER)
              .entry();
      case "JSON_MEMBER_TEXT" ->
          Entry.named(name)
              .manual("document ->> key: like ->, but a string without quotes, and NULL for null")
              .strictOrNull(TEXT, JsonMembers.text(), TEXT, TEXT)
              .strictOrNull(TEXT, JsonMembers.text(), TEXT, INTEGER)
              .entry();
      case "JSON_TYPE" ->
          Entry.named(name)
              .manual("OBJECT, ARRAY, STRING, INTEGER, DOUBLE, BOOLEAN or NULL")
              .strictOrNull(TEXT, JsonProperties.type(), TEXT)
              .entry();
      case "JSON_DEPTH" ->
          Entry.named(name)
              .manual("the depth of a document; 1 for a scalar, {} and []")
              .strictOrNull(INTEGER, JsonProperties.depth(), TEXT)
              .entry();
      case "JSON_LENGTH" ->
          Entry.named(name)
              .manual("the number of elements or members of a document, or of the value at a path")
              .strictOrNull(INTEGER, JsonProperties.length(), TEXT)
              .strictOrNull(INTEGER, JsonProperties.length(), TEXT, TEXT)
              .entry();
      case "JSON_KEYS" ->
          Entry.named(name)
              .manual("a JSON array of the keys of an object, or of the object at a path")
              .strictOrNull(TEXT, JsonProperties.keys(), TEXT)
              .strictOrNull(TEXT, JsonProperties.keys(), TEXT, TEXT)
              .entry();
      case "JSON_PRETTY" ->
          Entry.named(name)
              .manual("the document formatted in several lines")
              .strictOrNull(TEXT, JsonProperties.pretty(), TEXT)
              .entry();
      case "JSON_TYPEOF" ->
          Entry.named(name)
              .manual("object, array, string, number, boolean or null")
              .strict(TEXT, JsonProperties.typeOf(), TEXT)
              .entry();
      case "JSON_EXTRACT", "JSON_EXTRACT_STRING" ->
          Entry.named(name)
              .manual(
                  "the value at a path of a JSON document: a scalar as a string, an object or"
                      + " array as JSON; NULL if there is none, and for null")
              .strictOrNull(TEXT, JsonExtracts.byPath(), TEXT, TEXT)
              .entry();
      case "JSON_EXTRACT_SCALAR" ->
          Entry.named(name)
              .manual("the scalar at a path of a JSON document as a string, otherwise NULL")
              .strictOrNull(TEXT, JsonExtracts.scalar(), TEXT, TEXT)
              .entry();
      case "JSON_EXTRACT_PATH" ->
          Entry.named(name)
              .manual("the value of a JSON document at the path of these keys and indexes, as JSON")
              .strictOrNull(TEXT, JsonExtracts.byKeys(), TEXT, TEXT)
              .variadic()
              .entry();
      case "JSON_EXTRACT_PATH_TEXT" ->
          Entry.named(name)
              .manual(
                  "the value of a JSON document at the path of these keys and indexes, as a"
                      + " string")
              .strictOrNull(TEXT, JsonExtracts.textByKeys(), TEXT, TEXT)
              .variadic()
              .entry();
      case "JSON_ARRAY_LENGTH", "ARRAY_LENGTH", "CARDINALITY" ->
          Entry.named(name)
              .manual("the number of elements of a JSON array")
              .strict(INTEGER, JsonLists.length(name), TEXT)
              .entry();
      case "ARRAY_CONTAINS", "LIST_CONTAINS" ->
          Entry.named(name)
              .manual("whether a JSON array contains a string, a number, or true or false")
              .strict(BOOLEAN, JsonLists.containsText(name), TEXT, TEXT)
              .strict(BOOLEAN, JsonLists.containsNumber(name), TEXT, NUMERIC)
              .strict(BOOLEAN, JsonLists.containsBoolean(name), TEXT, BOOLEAN)
              .entry();
      case "JSON_REMOVE" ->
          Entry.named(name)
              .manual("the document without the values at the paths")
              .strictOrNull(TEXT, JsonChanges.remove(), TEXT, TEXT, TEXT)
              .variadic()
              .entry();
      case "JSON_SET" -> put(name, "replaced or added");
      case "JSON_INSERT" -> put(name, "added if there is none");
      case "JSON_REPLACE" -> put(name, "replaced");
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Entry is(String name, Shape shape, boolean not, SqlOperator operator) {
    return Entry.named(name)
        .manual("whether a string is%s JSON of this kind".formatted(not ? " not" : ""))
        .strict(BOOLEAN, JsonProperties.is(shape, not), TEXT)
        .adopting(operator);
  }

  private static Entry put(String name, String how) {
    return Entry.named(name)
        .manual("the document with the values at the paths %s".formatted(how))
        .nullable(TEXT, JsonFamily::madeByCalls, TEXT, TEXT, ANY, ANY)
        .variadic()
        .entry();
  }

  /** The types of the values are needed for the kernel. */
  private static void madeByCalls(Column[] operands, int size, Column result, Runnable look) {
    throw new IllegalStateException("JsonCalls makes the kernel");
  }
}
