package io.github.wandbjdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ForeignKey;
import io.github.wandbjdbc.rows.ItemTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The manual's page of tables is written from their definitions. {@code ./mvnw -Dfast test -pl
 * calcite-adapter -Dtest=TablesPageTest -Dpages=write} writes it anew.
 */
class TablesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "tables.md");

  private final StringBuilder page = new StringBuilder();

  @Test
  void thePageSaysWhatTheDefinitionsSay() throws IOException {
    String text = page();
    if ("write".equals(System.getProperty("pages"))) {
      Files.writeString(PAGE, text);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(text);
  }

  private String page() {
    page.append(
        """
        # Tables
        Every project is a schema, and its catalog is the entity (a user or a team). All projects have the same tables. Quote names that
        contain other characters than letters, digits and underscores: `"train/loss"`. Times are UTC. `EXPLAIN` shows which conditions
        reduce the requests, see [explain.md](explain.md).

        This page is generated from the definitions behind the metadata.
        """);
    for (TableKind kind : ProjectTables.all()) {
      if (kind instanceof WideTable wide) {
        add(wide.tableName(), wide.remarks(), wide.fixedColumns(), kind);
        page.append('\n').append(wide.discovered()).append('\n');
      } else if (kind instanceof ListedTable listed) {
        add(listed.tableName(), listed.remarks(), listed.items().columns(), kind);
      }
    }
    Catalog catalog = new Catalog(new HeldExperiments(), SchemaOptions.DEFAULT);
    SystemTables system = SchemaTables.of(catalog, SchemaOptions.DEFAULT).system();
    page.append(
        """

        # The schema `information_schema`
        Each entity has this schema. It isn't listed among the projects; a project with that name keeps its own tables.
        """);
    system.in(SystemTables.INFORMATION_SCHEMA).forEach(this::add);
    page.append(
        """

        # The schema `"*"`
        All projects of an entity together, as in `SELECT * FROM "my-team"."*".runs`. No project can have this name.
        """);
    system.in(SystemTables.ALL_PROJECTS).forEach(this::add);
    page.append(
        """

        A statement that names `config.*` or `summary.*` columns finds them in `"*".runs` too; `SELECT *` shows them if it says which projects are meant.

        ## `history`, `sampled_history` and `history_with_parents`
        The steps of several projects: `project`, then the columns of each project's table. Each query that names them says which projects or runs it
        means, by `project = '...'` or `run_id = '...'`, IN with strings, or parameters, in WHERE or in a join; otherwise it is refused. Values of one key
        that have different types in different projects are strings.
        """);
    return page.toString();
  }

  private void add(ItemTable<?> table) {
    add(table.name(), table.remarks(), table.columns(), new ListedTable(table));
  }

  private void add(String name, String remarks, List<Column> columns, TableKind kind) {
    page.append("\n## `").append(name).append("`\n").append(remarks).append("\n\n");
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

  private static String names(List<String> columns) {
    return columns.stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
  }
}
