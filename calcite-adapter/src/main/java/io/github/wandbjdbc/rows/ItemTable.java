package io.github.wandbjdbc.rows;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.WandbClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows are the items of a listing: the one definition from which its row type, its
 * metadata, its manual, its reading and what may be asked for it come.
 *
 * @param <T> an item
 */
public final class ItemTable<T> {
  private final String name;
  private final String remarks;
  private final List<Column> columns;
  private final List<Function<T, @Nullable Object>> values;
  private final Map<String, Column> ofRuns;
  private final @Nullable Function<Set<String>, Set<RunField>> madeOf;
  private final @Nullable Predicate<Set<String>> needsBesides;
  private final String besides;
  private final List<String> primaryKey;
  private final List<ForeignKey> foreignKeys;
  private final TellingListing<T> listing;
  private final double likelyRows;
  private final boolean ofEachRun;
  private final boolean together;
  private final @Nullable String position;
  private final boolean ofHistories;
  private final boolean ofFilesAlone;
  private final boolean ofFilesOfRuns;

  private ItemTable(Builder<T> builder, TellingListing<T> listing) {
    this.name = builder.name;
    this.remarks = builder.remarks;
    this.columns = List.copyOf(builder.columns);
    this.values = List.copyOf(builder.values);
    this.ofRuns = Map.copyOf(builder.ofRuns);
    this.madeOf = builder.madeOf;
    this.needsBesides = builder.needsBesides;
    this.besides = builder.besides;
    this.primaryKey = List.copyOf(builder.primaryKey);
    this.foreignKeys = List.copyOf(builder.foreignKeys);
    this.likelyRows = builder.likelyRows;
    this.ofEachRun = builder.ofEachRun;
    this.together = builder.together;
    this.position = builder.position;
    this.ofHistories = builder.ofHistories;
    this.ofFilesAlone = builder.ofFilesAlone;
    this.ofFilesOfRuns = builder.ofFilesOfRuns;
    this.listing = listing;
  }

  /**
   * Begins a definition.
   *
   * @param remarks what a row is
   */
  public static <T> Builder<T> named(String name, String remarks) {
    return new Builder<>(name, remarks);
  }

  /** As SQL calls it. */
  public String name() {
    return name;
  }

  /** A description of a row. */
  public String remarks() {
    return remarks;
  }

  /** All columns, in their order. */
  public List<Column> columns() {
    return columns;
  }

  /**
   * The column of {@code runs} that {@code column} is where rows are runs, whose listing can be
   * filtered by it. Itself for any other.
   */
  public Column ofRuns(Column column) {
    return ofRuns.getOrDefault(column.name(), column);
  }

  /** Whether all rows are made of fields of runs. */
  public boolean isMadeOfRuns() {
    return madeOf != null;
  }

  /**
   * The fields of runs that, with their ids, the rows of a reader of {@code read} are made of;
   * empty if there are none such.
   */
  public Set<RunField> madeOf(List<Column> read) {
    return madeOf == null
        ? Set.of()
        : madeOf.apply(read.stream().map(Column::name).collect(Collectors.toSet()));
  }

  /**
   * The requests that a reader of {@code read} may need beside those for runs, in words; null if
   * there are none.
   */
  public @Nullable String besides(List<Column> read) {
    boolean needsMore =
        needsBesides != null
            && needsBesides.test(read.stream().map(Column::name).collect(Collectors.toSet()));
    return needsMore ? besides : null;
  }

  /** The names of the columns that tell rows apart; empty if nothing does. */
  public List<String> primaryKey() {
    return primaryKey;
  }

  /** To which tables of the same schema rows refer. */
  public List<ForeignKey> foreignKeys() {
    return foreignKeys;
  }

  /** How many rows a project may have; only comparisons of it mean something. */
  public double likelyRows() {
    return likelyRows;
  }

  /** Whether runs have to be asked for their items, rather than listed. */
  public boolean isOfEachRun() {
    return ofEachRun;
  }

  /** Whether one request asks several runs for their items, as long as these are few. */
  public boolean isTogether() {
    return together;
  }

  /**
   * The name of the column that orders the items of a run, whose last ones may be asked for; null
   * if there is none.
   */
  public @Nullable String position() {
    return position;
  }

  /** Whether the rows are made of the runs' histories. */
  public boolean isOfHistories() {
    return ofHistories;
  }

  /** Whether local run files have the items, and no server gives them. */
  public boolean isOfFilesAlone() {
    return ofFilesAlone;
  }

  /** Whether the rows are made of a file of each run, which is fetched for that. */
  public boolean isOfFilesOfRuns() {
    return ofFilesOfRuns;
  }

  /**
   * The items that {@code request} wants, and perhaps others; what is amiss goes to {@code
   * misfits}.
   */
  public Pages<T> list(WandbClient client, ItemRequest request, CallScope scope, Misfits misfits) {
    return listing.list(client, request, scope, misfits);
  }

  /** The value of {@code item} in the column of that index: a value, a misfit or null. */
  @Nullable Object value(T item, int column) {
    return values.get(column).apply(item);
  }

  @Override
  public String toString() {
    return name;
  }

  /**
   * A definition in the making; columns come in the order in which they are told.
   *
   * @param <T> an item
   */
  public static final class Builder<T> {
    private final String name;
    private final String remarks;
    private final List<Column> columns = new ArrayList<>();
    private final List<Function<T, @Nullable Object>> values = new ArrayList<>();
    private final Map<String, Column> ofRuns = new LinkedHashMap<>();
    private @Nullable Function<Set<String>, Set<RunField>> madeOf;
    private @Nullable Predicate<Set<String>> needsBesides;
    private String besides = "";
    private List<String> primaryKey = List.of();
    private final List<ForeignKey> foreignKeys = new ArrayList<>();
    private double likelyRows = 1000;
    private boolean ofEachRun;
    private boolean together;
    private @Nullable String position;
    private boolean ofHistories;
    private boolean ofFilesAlone;
    private boolean ofFilesOfRuns;

    private Builder(String name, String remarks) {
      this.name = name;
      this.remarks = remarks;
    }

    /** A column that always holds a value. */
    public Builder<T> required(
        String column, ColumnType type, Function<T, @Nullable Object> value, String remarksOf) {
      return add(column, type, false, ColumnSelection.NONE, value, remarksOf);
    }

    /** A column that may be NULL. */
    public Builder<T> column(
        String column, ColumnType type, Function<T, @Nullable Object> value, String remarksOf) {
      return add(column, type, true, ColumnSelection.NONE, value, remarksOf);
    }

    /**
     * A column of text that always holds a value, and by which less is asked for: {@code =} and
     * {@code IN} travel, also from the other side of a join.
     */
    public Builder<T> key(String column, Function<T, @Nullable Object> value, String remarksOf) {
      return add(column, ColumnType.VARCHAR, false, ColumnSelection.VALUES, value, remarksOf);
    }

    /** As {@link #key}, but asking for each of many values would be dearer than asking for all. */
    public Builder<T> constant(
        String column, Function<T, @Nullable Object> value, String remarksOf) {
      return add(column, ColumnType.VARCHAR, false, ColumnSelection.CONSTANTS, value, remarksOf);
    }

    /** A {@link #key} of which a LIKE travels as well. */
    public Builder<T> pattern(
        String column, Function<T, @Nullable Object> value, String remarksOf) {
      return add(column, ColumnType.VARCHAR, false, ColumnSelection.PATTERN, value, remarksOf);
    }

    /** The step that an item belongs to; ranges of it travel. */
    public Builder<T> step(String column, Function<T, @Nullable Object> value, String remarksOf) {
      return add(column, ColumnType.BIGINT, false, ColumnSelection.STEPS, value, remarksOf);
    }

    /** How many points of each run were asked for; NULL where all were. */
    public Builder<T> samples(String remarksOf) {
      return add(
          ItemRequest.SAMPLES,
          ColumnType.INTEGER,
          true,
          ColumnSelection.SAMPLES,
          item -> null,
          remarksOf);
    }

    /** A column of {@code runs}, by which the runs that are listed can be filtered. */
    public Builder<T> ofRuns(Column column, Function<T, @Nullable Object> value) {
      ofRuns.put(column.name(), column);
      return add(
          column.name(),
          column.type(),
          column.mayBeNull(),
          ColumnSelection.NONE,
          value,
          column.remarks());
    }

    private Builder<T> add(
        String column,
        ColumnType type,
        boolean nullable,
        ColumnSelection selection,
        Function<T, @Nullable Object> value,
        String remarksOf) {
      ColumnSource source = new ColumnSource.Item(columns.size(), selection);
      columns.add(new Column(column, type, nullable, remarksOf, source));
      values.add(value);
      return this;
    }

    /** All rows are made of a field of runs, which are listed by {@link ItemRequest#lister}. */
    public Builder<T> madeOf(RunField field) {
      return madeOf(names -> Set.of(field));
    }

    /** The same of several fields, by the names of the columns that are read. */
    public Builder<T> madeOf(Function<Set<String>, Set<RunField>> fields) {
      madeOf = fields;
      return this;
    }

    /** Readers of columns that {@code needs} accepts may need other requests, in {@code words}. */
    public Builder<T> besides(Predicate<Set<String>> needs, String words) {
      needsBesides = needs;
      besides = words;
      return this;
    }

    /** The columns that tell rows apart. */
    public Builder<T> primaryKey(String... names) {
      primaryKey = List.of(names);
      return this;
    }

    /** A column that holds the key of another table of the same schema. */
    public Builder<T> refersTo(String table, String column, String keyColumn) {
      String keyName = name + "_" + column.replaceFirst("_id$", "");
      foreignKeys.add(new ForeignKey(keyName, List.of(column), table, List.of(keyColumn)));
      return this;
    }

    /** A column {@code run_id} that holds the key of {@code runs}. */
    public Builder<T> refersToRuns() {
      return refersTo("runs", ItemRequest.RUN_ID, ItemRequest.RUN_ID);
    }

    /** How many rows a project may have. */
    public Builder<T> likelyRows(double rows) {
      likelyRows = rows;
      return this;
    }

    /** Each run has to be asked by requests of its own. */
    public Builder<T> ofEachRun() {
      ofEachRun = true;
      return this;
    }

    /** Runs are asked several at once, as long as each has few items. */
    public Builder<T> together() {
      together = true;
      return this;
    }

    /** The last items of a run, by {@code column}, may be asked for. */
    public Builder<T> endingBy(String column) {
      position = column;
      return this;
    }

    /** Of each run the history is read. */
    public Builder<T> ofHistories() {
      ofHistories = true;
      return ofEachRun();
    }

    /** No server gives the items, only local run files have them. */
    public Builder<T> ofFilesAlone() {
      ofFilesAlone = true;
      return this;
    }

    /** Of each run a file is fetched, which is listed with those of other runs. */
    public Builder<T> ofFilesOfRuns() {
      ofFilesOfRuns = true;
      return ofEachRun().together();
    }

    /** The table whose items {@code listing} gives. */
    public ItemTable<T> listedBy(Listing<T> listing) {
      return listedBy((client, request, scope, misfits) -> listing.list(client, request, scope));
    }

    /** The table whose items {@code listing} gives, and which tells what is amiss with them. */
    public ItemTable<T> listedBy(TellingListing<T> listing) {
      return new ItemTable<>(this, listing);
    }
  }
}
