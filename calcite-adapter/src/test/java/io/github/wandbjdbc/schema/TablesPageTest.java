package io.github.wandbjdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ForeignKey;
import io.github.wandbjdbc.rows.ItemTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The manual's page of tables is written from their definitions. {@code ./mvnw -Dfast test -pl
 * calcite-adapter -Dtest=TablesPageTest -Dpages=write} writes it anew, but for the rows of the
 * examples: the driver's TableExamplesTest gets those.
 */
class TablesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "tables.md");

  private static final Path EXAMPLES =
      Path.of("src/test/resources/io/github/wandbjdbc/schema/table-examples.sql");

  private static final Pattern EXAMPLE =
      Pattern.compile("(?m)^-- (\\S+): \\w+\\n((?:(?!--).+\\n)+)");

  private static final String ALL_PROJECTS = "\"*\".";

  private final StringBuilder page = new StringBuilder();
  private final Map<String, String> statements = new LinkedHashMap<>();
  private final Map<String, String> rows = new HashMap<>();

  @BeforeEach
  void readTheExamples() throws IOException {
    EXAMPLE
        .matcher(Files.readString(EXAMPLES))
        .results()
        .forEach(found -> statements.put(found.group(1), found.group(2)));
    Pattern.compile("```sql\\n((?s:.*?))```\\n\\n((?:\\|.*\\n)+)")
        .matcher(Files.readString(PAGE))
        .results()
        .forEach(found -> rows.put(found.group(1), found.group(2)));
  }

  @Test
  void thePageSaysWhatTheDefinitionsSay() throws IOException {
    String text = page();
    if ("write".equals(System.getProperty("pages"))) {
      Files.writeString(PAGE, text);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(text);
    assertThat(statements).isEmpty();
  }

  private String page() {
    page.append(
        """
        # What is there to read?

        You look for something that you logged, or that the server knows of your runs, and want to know where it stands. Every project is a
        schema, and its catalog is the entity (a user or a team). All projects have the same tables. Quote names that contain other characters
        than letters, digits and underscores: `"train/loss"`. Times are UTC. `EXPLAIN` shows which conditions reduce the requests, see
        [explain.md](explain.md).

        Each table begins with a statement and the rows that it gave. Those of runs that are called `sgd-…`, `mom-…` or `adam-…` come with the
        source, for you to try: `wandb-sql sql-tests/src/test/resources/digits`. The others are of projects that a team might have.

        This page is generated from the definitions behind the metadata; a test gets the rows.
        """);
    for (TableKind kind : ProjectTables.all()) {
      if (kind instanceof WideTable wide) {
        add("", wide.tableName(), wide.remarks(), wide.fixedColumns(), kind);
        page.append('\n').append(wide.discovered()).append('\n');
      } else if (kind instanceof ListedTable listed) {
        add("", listed.tableName(), listed.remarks(), listed.items().columns(), kind);
      }
    }
    Catalog catalog = new Catalog(new HeldExperiments(), SchemaOptions.DEFAULT);
    SystemTables system = SchemaTables.of(catalog, SchemaOptions.DEFAULT).system();
    page.append(
        """

        # The schema `information_schema`
        Each entity has this schema. It isn't listed among the projects; a project with that name keeps its own tables.
        """);
    system.in(SystemTables.INFORMATION_SCHEMA).forEach(table -> add("information_schema.", table));
    page.append(
        """

        # The schema `"*"`
        All projects of an entity together, as in `SELECT * FROM "my-team"."*".runs`. No project can have this name.
        """);
    system.in(SystemTables.ALL_PROJECTS).forEach(table -> add(ALL_PROJECTS, table));
    page.append(
        """

        A statement that names `config.*` or `summary.*` columns finds them in `"*".runs` too; `SELECT *` shows them if it says which projects are meant.

        ## `history`, `sampled_history` and `history_with_parents`
        """);
    addExample(ALL_PROJECTS + "history");
    page.append(
        """
        The steps of several projects: `project`, then the columns of each project's table. Each query that names them says which projects or runs it
        means, by `project = '...'` or `run_id = '...'`, IN with strings, or parameters, in WHERE or in a join; otherwise it is refused. Values of one key
        that have different types in different projects are strings.
        """);
    return page.toString();
  }

  private void add(String schema, ItemTable<?> table) {
    add(schema, table.name(), table.remarks(), table.columns(), new ListedTable(table));
  }

  private void add(
      String schema, String name, String remarks, List<Column> columns, TableKind kind) {
    page.append("\n## `").append(name).append("`\n");
    addExample(schema + name);
    page.append(remarks).append("\n\n");
    page.append("| column | type | description |\n|---|---|---|\n");
    for (Column column : columns) {
      page.append(
          "| `%s` | %s%s | %s |\n"
              .formatted(
                  column.name(),
                  column.type().name(),
                  column.nullable() ? "" : " NOT NULL",
                  column.remarks().replace("|", "\\|")));
    }
    List<String> keys = new ArrayList<>();
    if (!kind.primaryKey().isEmpty()) {
      keys.add("Primary key: %s.".formatted(names(kind.primaryKey())));
    }
    for (ForeignKey key : kind.foreignKeys()) {
      keys.add("%s refers to `%s`.".formatted(names(key.columns()), key.table()));
    }
    page.append(keys.isEmpty() ? "" : "\n" + String.join(" ", keys) + "\n");
  }

  private void addExample(String table) {
    String statement = Objects.requireNonNull(statements.remove(table), table);
    page.append("```sql\n").append(statement).append("```\n\n");
    page.append(rows.getOrDefault(statement, "")).append('\n');
  }

  private static String names(List<String> columns) {
    return columns.stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
  }
}
