package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.engine.PreparedQuery;
import io.github.wandbjdbc.engine.Rows;
import io.github.wandbjdbc.engine.source.SearchPath;
import io.github.wandbjdbc.engine.source.StatementSource;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.predicates.Placeholder;
import io.github.wandbjdbc.predicates.RunFilters;
import io.github.wandbjdbc.scan.EngineScan;
import io.github.wandbjdbc.scan.RunsScan;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.calcite.rel.RelNode;

/**
 * A condition on {@code runs} that is an argument of a function: the text that would stand behind
 * WHERE.
 */
final class RunCondition {
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
      SchemaTables tables, ProjectPath project, String function, String text, PreparedQuery query) {
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
              ? "%s: its condition on runs is empty; leave it out for all runs".formatted(function)
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

  private static StatementSource source(SchemaTables tables, ProjectPath project, CallScope scope) {
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
          "%s: its condition on runs, %s: %s".formatted(function, text, e.getMessage()),
          e);
    }
  }

  /**
   * The runs that meet it, as an exact filter: that of the condition, where the source can do with
   * it, else the ids of the runs, which are listed for that.
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
