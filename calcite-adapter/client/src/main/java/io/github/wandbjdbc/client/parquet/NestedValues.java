package io.github.wandbjdbc.client.parquet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.jspecify.annotations.Nullable;

/** Puts the values of one field together from its columns, as {@link Value} has them. */
final class NestedValues extends RecordMaterializer<@Nullable Object> {
  /** Names that old writers gave to the elements of a list themselves. */
  private static final Set<String> ELEMENTS = Set.of("array");

  /** The memory for a value in a list or struct, and about that for an empty one. */
  private static final int VALUE_BYTES = 48;

  private final RowMemory memory;
  private final Group root;
  private @Nullable Object current;

  NestedValues(Field field, RowMemory memory) {
    this.memory = memory;
    this.root = new Root(field);
  }

  @Override
  public @Nullable Object getCurrentRecord() {
    return current;
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  private Converter converter(Field field, Consumer<@Nullable Object> taker) {
    if (field.isColumn()) {
      return new Column(field, taker);
    }
    boolean hasOneRepeated = field.children().size() == 1 && field.children().get(0).isRepeated();
    if (field.isList() && hasOneRepeated) {
      return new Elements(field, taker);
    }
    if (field.isMap() && hasOneRepeated && field.children().get(0).children().size() == 2) {
      return new Entries(field, taker);
    }
    return new Struct(field, taker);
  }

  /** Fields with converters of their own. */
  private abstract static class Group extends GroupConverter {
    private final List<Converter> converters = new ArrayList<>();

    final void add(Converter converter) {
      converters.add(converter);
    }

    @Override
    public final Converter getConverter(int index) {
      return converters.get(index);
    }
  }

  /** A row of the one field. */
  private final class Root extends Group {
    private @Nullable List<@Nullable Object> topList;

    private Root(Field field) {
      if (field.isRepeated()) {
        add(converter(field, this::addElement));
      } else {
        add(converter(field, value -> current = value));
      }
    }

    private void addElement(@Nullable Object element) {
      if (topList == null) {
        topList = new ArrayList<>();
        current = topList;
      }
      topList.add(element);
    }

    @Override
    public void start() {
      current = null;
      topList = null;
    }

    @Override
    public void end() {
      // The field has told its value, if it has one.
    }
  }

  private final class Struct extends Group {
    private final Consumer<@Nullable Object> taker;
    private Map<String, @Nullable Object> members = new LinkedHashMap<>();

    Struct(Field field, Consumer<@Nullable Object> taker) {
      this.taker = taker;
      for (Field child : field.children()) {
        add(converter(child, value -> put(child, value)));
      }
    }

    private void put(Field child, @Nullable Object value) {
      if (child.isRepeated()) {
        @SuppressWarnings("unchecked") // nothing else is put there
        List<@Nullable Object> list =
            (List<@Nullable Object>)
                members.computeIfAbsent(child.name(), name -> new ArrayList<@Nullable Object>());
        list.add(value);
      } else {
        members.put(child.name(), value);
      }
    }

    @Override
    public void start() {
      memory.take(VALUE_BYTES);
      members = new LinkedHashMap<>();
    }

    @Override
    public void end() {
      taker.accept(members);
    }
  }

  private final class Elements extends Group {
    private final Consumer<@Nullable Object> taker;
    private List<@Nullable Object> elements = new ArrayList<>();

    Elements(Field field, Consumer<@Nullable Object> taker) {
      this.taker = taker;
      Field repeated = field.children().get(0);
      boolean isElement =
          repeated.isColumn()
              || repeated.children().size() != 1
              || ELEMENTS.contains(repeated.name())
              || repeated.name().equals(field.name() + "_tuple");
      add(
          isElement
              ? converter(repeated, element -> elements.add(element))
              : new Element(repeated.children().get(0), element -> elements.add(element)));
    }

    @Override
    public void start() {
      memory.take(VALUE_BYTES);
      elements = new ArrayList<>();
    }

    @Override
    public void end() {
      taker.accept(elements);
    }
  }

  /** The wrapper of an element, which may be null. */
  private final class Element extends Group {
    private final Consumer<@Nullable Object> taker;
    private @Nullable Object value;

    Element(Field field, Consumer<@Nullable Object> taker) {
      this.taker = taker;
      add(converter(field, element -> value = element));
    }

    @Override
    public void start() {
      memory.take(VALUE_BYTES);
      value = null;
    }

    @Override
    public void end() {
      taker.accept(value);
    }
  }

  private final class Entries extends Group {
    private final Consumer<@Nullable Object> taker;
    private Map<String, @Nullable Object> entries = new LinkedHashMap<>();

    Entries(Field field, Consumer<@Nullable Object> taker) {
      this.taker = taker;
      add(new Entry(field.children().get(0), this));
    }

    @Override
    public void start() {
      memory.take(VALUE_BYTES);
      entries = new LinkedHashMap<>();
    }

    @Override
    public void end() {
      taker.accept(entries);
    }
  }

  private final class Entry extends Group {
    private final Entries all;
    private @Nullable Object key;
    private @Nullable Object value;

    Entry(Field field, Entries all) {
      this.all = all;
      add(converter(field.children().get(0), it -> key = it));
      add(converter(field.children().get(1), it -> value = it));
    }

    @Override
    public void start() {
      memory.take(VALUE_BYTES);
      key = null;
      value = null;
    }

    @Override
    public void end() {
      all.entries.put(String.valueOf(key), value);
    }
  }

  private final class Column extends PrimitiveConverter {
    private final Field field;
    private final Scalar scalar;
    private final Consumer<@Nullable Object> taker;

    Column(Field field, Consumer<@Nullable Object> taker) {
      this.field = field;
      this.scalar = Scalar.of(field);
      this.taker = taker;
    }

    private void give(Object value) {
      memory.take(VALUE_BYTES);
      taker.accept(value);
    }

    @Override
    public void addBinary(Binary value) {
      give(scalar.ofBytes(field, value, memory));
    }

    @Override
    public void addBoolean(boolean value) {
      give(value);
    }

    @Override
    public void addDouble(double value) {
      give(value);
    }

    @Override
    public void addFloat(float value) {
      give((double) value);
    }

    @Override
    public void addInt(int value) {
      give(scalar.ofInt(field, value));
    }

    @Override
    public void addLong(long value) {
      give(scalar.ofLong(field, value));
    }
  }
}
