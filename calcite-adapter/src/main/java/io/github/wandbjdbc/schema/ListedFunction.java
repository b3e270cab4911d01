package io.github.wandbjdbc.schema;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimap;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.rows.ItemTable;
import io.github.wandbjdbc.rows.TableColumns;
import io.github.wandbjdbc.rows.tables.ConfigDifference;
import io.github.wandbjdbc.rows.tables.FileLines;
import io.github.wandbjdbc.rows.tables.FoundTables;
import io.github.wandbjdbc.rows.tables.HistoryPartitions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.FunctionParameter;
import org.apache.calcite.schema.TableMacro;
import org.apache.calcite.schema.TranslatableTable;
import org.jspecify.annotations.Nullable;

/** A function in {@code TABLE(…)}, whose rows are the items of a listing of one project. */
final class ListedFunction implements TableMacro {
  /** The parts that all histories are divided into. */
  static final String HISTORY_PARTITIONS = "HISTORY_PARTITIONS";

  /** The settings by which two runs differ. */
  static final String CONFIG_DIFF = "CONFIG_DIFF";

  /** The lines of a text file of runs. */
  static final String FILE_LINES = "FILE_LINES";

  /** The rows of logged tables. */
  static final String READ_TABLE = "READ_TABLE";

  private final Catalog catalog;
  private final ProjectPath project;
  private final CallScope scope;
  private final List<FunctionParameter> parameters;
  private final Function<List<? extends @Nullable Object>, ItemTable<?>> table;

  private ListedFunction(
      Catalog catalog,
      ProjectPath project,
      CallScope scope,
      List<FunctionParameter> parameters,
      Function<List<? extends @Nullable Object>, ItemTable<?>> table) {
    this.catalog = catalog;
    this.project = project;
    this.scope = scope;
    this.parameters = parameters;
    this.table = table;
  }

  /** Those of {@code project}, by name; one with an argument that may be left out comes twice. */
  static Multimap<String, ListedFunction> of(
      SchemaTables tables, ProjectPath project, CallScope scope) {
    Catalog catalog = tables.catalog();
    ImmutableListMultimap.Builder<String, ListedFunction> all = ImmutableListMultimap.builder();
    all.put(
        HISTORY_PARTITIONS,
        new ListedFunction(
            catalog,
            project,
            scope,
            List.of(new Parameter(0, "parts", Integer.class)),
            arguments -> HistoryPartitions.table(number(arguments.get(0)))));
    all.put(
        CONFIG_DIFF,
        new ListedFunction(
            catalog,
            project,
            scope,
            texts("a", "b"),
            arguments -> ConfigDifference.table(text(arguments.get(0)), text(arguments.get(1)))));
    for (List<FunctionParameter> parameters : List.of(texts("name"), texts("name", "condition"))) {
      all.put(
          FILE_LINES,
          new ListedFunction(
              catalog,
              project,
              scope,
              parameters,
              arguments ->
                  FileLines.table(
                      text(arguments.get(0)),
                      runs(tables, project, "file_lines", arguments, scope),
                      catalog.maxRuns())));
    }
    for (List<FunctionParameter> parameters : List.of(texts("name"), texts("name", "condition"))) {
      all.put(
          READ_TABLE,
          new ListedFunction(
              catalog,
              project,
              scope,
              parameters,
              arguments -> readTable(tables, project, arguments, scope)));
    }
    return all.build();
  }

  /** What tables hold is looked at when the statement is planned, since their columns are its. */
  private static ItemTable<?> readTable(
      SchemaTables tables,
      ProjectPath project,
      List<? extends @Nullable Object> arguments,
      CallScope scope) {
    Catalog catalog = tables.catalog();
    String name = text(arguments.get(0));
    Function<CallScope, RunFilter> runs = runs(tables, project, "read_table", arguments, scope);
    ProjectPath resolved = catalog.resolve(project, scope);
    Object subject =
        new LoggedTableName(resolved, name, arguments.size() < 2 ? "" : text(arguments.get(1)));
    WandbClient client = catalog.source(TableColumns.known(List.of())).client();
    return catalog
        .loggedTables()
        .get(
            subject,
            scope,
            () ->
                FoundTables.find(
                    client, resolved, name, runs.apply(scope), catalog.maxRuns(), scope))
        .table(runs);
  }

  /** What is remembered of tables, by the arguments that name them. */
  private record LoggedTableName(ProjectPath project, String name, String condition) {}

  /** The runs that a condition means in the second of {@code arguments}, if there is one. */
  private static Function<CallScope, RunFilter> runs(
      SchemaTables tables,
      ProjectPath project,
      String function,
      List<? extends @Nullable Object> arguments,
      CallScope scope) {
    if (arguments.size() < 2) {
      return any -> RunFilter.ALL;
    }
    ProjectPath resolved = tables.catalog().resolve(project, scope);
    return RunCondition.of(tables, resolved, function, text(arguments.get(1)), scope)::filter;
  }

  private static List<FunctionParameter> texts(String... names) {
    List<FunctionParameter> parameters = new ArrayList<>();
    for (String name : names) {
      parameters.add(new Parameter(parameters.size(), name, String.class));
    }
    return List.copyOf(parameters);
  }

  private static int number(@Nullable Object argument) {
    return argument instanceof Number number ? number.intValue() : 0;
  }

  private static String text(@Nullable Object argument) {
    return argument == null ? "" : argument.toString();
  }

  @Override
  public List<FunctionParameter> getParameters() {
    return parameters;
  }

  @Override
  public TranslatableTable apply(List<? extends @Nullable Object> arguments) {
    TableKind kind = new ListedTable(table.apply(arguments));
    return new WandbTable(catalog, kind, project, StatementView.ofAny(scope));
  }

  /** An argument that has to be written. */
  private record Parameter(int ordinal, String name, Class<?> type) implements FunctionParameter {
    @Override
    public int getOrdinal() {
      return ordinal;
    }

    @Override
    public String getName() {
      return name;
    }

    @Override
    public RelDataType getType(RelDataTypeFactory factory) {
      return factory.createJavaType(type);
    }

    @Override
    public boolean isOptional() {
      return false;
    }
  }
}
