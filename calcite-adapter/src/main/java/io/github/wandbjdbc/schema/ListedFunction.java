package io.github.wandbjdbc.schema;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimap;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.engine.PreparedQuery;
import io.github.wandbjdbc.engine.Rows;
import io.github.wandbjdbc.engine.source.SearchPath;
import io.github.wandbjdbc.engine.source.StatementSource;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.StatementPlace;
import io.github.wandbjdbc.predicates.Placeholder;
import io.github.wandbjdbc.predicates.RunFilters;
import io.github.wandbjdbc.rows.ItemTable;
import io.github.wandbjdbc.rows.TableColumns;
import io.github.wandbjdbc.rows.tables.ConfigDifference;
import io.github.wandbjdbc.rows.tables.FileLines;
import io.github.wandbjdbc.rows.tables.FoundTables;
import io.github.wandbjdbc.rows.tables.HistoryPartitions;
import io.github.wandbjdbc.scan.EngineScan;
import io.github.wandbjdbc.scan.RunsScan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.calcite.rel.RelNode;
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

  /** Tables are looked at when the statement is planned, since their columns are its. */
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

  /** The arguments that name tables. */
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

  /**
   * A condition on {@code runs} that is an argument of a function: the text that would stand behind
   * WHERE.
   */
  private static final class RunCondition {
    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");

    /** The condition is read apart from the connection, whose user it doesn't know. */
    private static final Pattern USER =
        Pattern.compile(
            "(?i)(?<![.\"\\w])(?:current_user|session_user|system_user|user)(?![.\"\\w])");

    private final SchemaTables tables;
    private final ProjectPath project;
    private final String function;
    private final String text;
    private final PreparedQuery query;

    private RunCondition(
        SchemaTables tables,
        ProjectPath project,
        String function,
        String text,
        PreparedQuery query) {
      this.tables = tables;
      this.project = project;
      this.function = function;
      this.text = text;
      this.query = query;
    }

    /**
     * The condition {@code text} on the runs of {@code project}.
     *
     * @param function whose argument it is, for messages
     * @throws StatementException if it is none
     */
    static RunCondition of(
        SchemaTables tables, ProjectPath project, String function, String text, CallScope scope) {
      if (text.isBlank() || USER.matcher(LITERAL.matcher(text).replaceAll("''")).find()) {
        throw new StatementException(
            SqlState.STATEMENT_FAULT,
            text.isBlank()
                ? "%s: its condition on runs is empty; leave it out for all runs"
                    .formatted(function)
                : ("%s: its condition on runs can't refer to the current user; write the name, as in"
                        + " 'username = ''ana'''")
                    .formatted(function));
      }
      String sql =
          "SELECT run_id FROM %s.%s.runs WHERE (%s\n)"
              .formatted(quoted(project.entity()), quoted(project.project()), text);
      PreparedQuery query =
          told(
              function,
              text,
              () ->
                  tables
                      .catalog()
                      .conditions()
                      .prepare(sql, path(project), 0, source(tables, project, scope)));
      if (!query.parameters().isEmpty()) {
        throw new StatementException(
            SqlState.STATEMENT_FAULT,
            "%s: its condition on runs can't have parameters; write the values into it"
                .formatted(function));
      }
      return new RunCondition(tables, project, function, text, query);
    }

    private static SearchPath path(ProjectPath project) {
      return new SearchPath(project.entity(), project.project());
    }

    private static StatementSource source(
        SchemaTables tables, ProjectPath project, CallScope scope) {
      return new SchemaSource(entity -> tables, scope, project);
    }

    private static String quoted(String name) {
      return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A question to the condition, whose failure names it. */
    private interface Step<T> {
      T take();
    }

    private static <T> T told(String function, String text, Step<T> step) {
      try {
        return step.take();
      } catch (StatementException e) {
        if (e.state() == SqlState.CANCELLED) {
          throw e;
        }
        throw new StatementException(
            e.state(),
            "%s: its condition on runs, %s: %s".formatted(function, text, withoutPlace(e)),
            e);
      }
    }

    /** The place is one in the text that was made of the condition. */
    private static String withoutPlace(StatementException e) {
      String message = String.valueOf(e.getMessage());
      StatementPlace place = e.place();
      return place == null
          ? message
          : message.replace(" (line %d, column %d)".formatted(place.line(), place.column()), "");
    }

    /**
     * The runs that meet it, as an exact filter: that of the condition, where the source can do
     * with it, else the ids of the runs, which are listed for that.
     */
    RunFilter filter(CallScope scope) {
      RelNode plan = query.plan().orElse(null);
      if (plan instanceof EngineScan scan && scan.request() instanceof RunsScan runs) {
        RunFilter filter = runs.filter();
        List<Placeholder> open = new ArrayList<>();
        RunFilters.placeholders(filter, open::add);
        if (filter.isExact() && open.isEmpty() && !runs.isTerminal() && !runs.isJoined()) {
          return filter;
        }
      }
      List<Object> ids = new ArrayList<>();
      told(
          function,
          text,
          () -> {
            try (Rows rows = query.execute(List.of(), source(tables, project, scope))) {
              while (rows.next()) {
                ids.add(String.valueOf(rows.value(0)));
              }
              return true;
            }
          });
      return new RunFilter.In(RunField.ID, ids);
    }
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
