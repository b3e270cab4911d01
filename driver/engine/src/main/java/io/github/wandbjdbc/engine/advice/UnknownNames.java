package io.github.wandbjdbc.engine.advice;

import static io.github.wandbjdbc.engine.advice.Advice.quoted;

import io.github.wandbjdbc.engine.source.NearestName;
import io.github.wandbjdbc.engine.source.StatementSource;
import io.github.wandbjdbc.engine.validate.names.NameResolver;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlConvertFunction;
import org.jspecify.annotations.Nullable;

/** The error message for an unknown or ambiguous name. */
public final class UnknownNames {
  private static final int MOST_NEAR = 3;

  private final SqlNode statement;
  private final NameResolver catalog;
  private final StatementSource source;
  private final int line;
  private final int column;

  /**
   * Of the name at {@code line} and {@code column} of {@code statement}, as it was parsed; 0 if it
   * isn't known where the name stands.
   */
  public UnknownNames(
      SqlNode statement, NameResolver catalog, StatementSource source, int line, int column) {
    this.statement = statement;
    this.catalog = catalog;
    this.source = source;
    this.line = line;
    this.column = column;
  }

  private String where() {
    return where(line, column);
  }

  private static String where(int line, int column) {
    return line == 0 ? "" : " (line %d, column %d)".formatted(line, column);
  }

  /** There is no column {@code name}. */
  public StatementException column(String name) {
    Advice advice = hints(() -> onColumn(name));
    return StatementException.unknownColumn(
        name,
        advice.behind("column \"%s\" not found".formatted(name), where())
            + String.join("", catalog.shortfalls().stream().map("; "::concat).toList()));
  }

  /**
   * The call of an unknown function that the name is an operand of, which another system may have
   * as the word of a unit or type; empty if there is none.
   */
  public Optional<StatementException> functionAround(UnknownFunction functions) {
    NameContext place = place();
    return place == null
        ? Optional.empty()
        : place.around().stream()
            .takeWhile(node -> !node.isA(SqlKind.QUERY))
            .filter(UnknownNames::isOtherFunction)
            .map(SqlCall.class::cast)
            .filter(call -> functions.forms(call.getOperator().getName()).isEmpty())
            .findFirst()
            .map(
                call ->
                    functions
                        .of(
                            call.getOperator().getName(),
                            "",
                            where(
                                call.getParserPosition().getLineNum(),
                                call.getParserPosition().getColumnNum()))
                        .at(
                            call.getParserPosition().getLineNum(),
                            call.getParserPosition().getColumnNum()));
  }

  private static boolean isOtherFunction(SqlNode node) {
    return node instanceof SqlCall call
        && (call.getOperator() instanceof SqlUnresolvedFunction
            || call.getOperator() instanceof SqlConvertFunction);
  }

  private Advice onColumn(String name) {
    NameContext place = place();
    return place == null ? new Advice() : onColumn(name, place);
  }

  private Advice onColumn(String name, NameContext place) {
    return UnknownColumn.on(name, place, visible(place), source.hints());
  }

  private VisibleColumns visible(NameContext place) {
    return VisibleColumns.of(place.selects(), statement, catalog);
  }

  private @Nullable NameContext place() {
    return NameContext.at(statement, line, column).orElse(null);
  }

  /**
   * There is no table {@code name}, the qualifier of a column perhaps.
   *
   * @param within where it was looked for; null if wherever names without a qualifier are
   */
  public StatementException table(String name, @Nullable String within) {
    NameContext place = place();
    if (place != null && !place.isTable() && place.name().names.size() > 1) {
      return qualifier(name, place);
    }
    if (within == null && catalog.path().project() == null) {
      return new StatementException(
          SqlState.UNKNOWN_PROJECT,
          ("no project is chosen to look \"%s\" up in: name it as \"entity\".\"project\".table, or"
                  + " choose one with the connection property project or Connection.setSchema%s")
              .formatted(name, where()));
    }
    String last = place == null ? name : place.name().names.get(place.name().names.size() - 1);
    Advice advice = hints(() -> onTable(name.equalsIgnoreCase(last) ? name : last));
    return new StatementException(
        SqlState.UNKNOWN_TABLE,
        advice.behind(
            "table \"%s\" not found%s"
                .formatted(name, within == null ? "" : " within \"%s\"".formatted(within)),
            where()));
  }

  private Advice onTable(String name) {
    Advice advice = new Advice();
    Set<String> known = new LinkedHashSet<>(catalog.tableNames());
    known.addAll(VisibleColumns.of(List.of(), statement, catalog).queries());
    Optional<String> translated = source.hints().table(name);
    List<String> near = NearestName.all(name, known, MOST_NEAR);
    if (translated.isPresent()) {
      advice.didYouMean(List.of(translated.get()));
    } else if (!near.isEmpty()) {
      advice.didYouMean(near);
    } else if (!catalog.tableNames().isEmpty()) {
      advice.add(
          "the tables are " + String.join(", ", catalog.tableNames().stream().sorted().toList()));
    }
    return advice;
  }

  /** {@code name} qualifies a column, but no table is called so here. */
  private StatementException qualifier(String name, NameContext place) {
    List<String> names = place.name().names;
    String column = names.get(names.size() - 1);
    Advice advice =
        hints(
            () -> {
              VisibleColumns visible = visible(place);
              return ofAlias(name, column, visible)
                  .orElseGet(() -> onColumn(String.join(".", names), place));
            });
    if (!advice.isEmpty() && isColumn(name, place)) {
      return new StatementException(
          SqlState.UNKNOWN_COLUMN,
          advice.behind("column \"%s\" of \"%s\" not found".formatted(column, name), where()));
    }
    boolean isTable = advice.isEmpty() || catalog.tableNames().contains(name);
    return new StatementException(
        SqlState.UNKNOWN_TABLE,
        advice.behind(
            "table \"%s\" not found%s".formatted(name, isTable ? " in the FROM clause" : ""),
            where()));
  }

  /** Whether {@code name} is a column, or the beginning of some, rather than a table. */
  private boolean isColumn(String name, NameContext place) {
    String prefix = name.toLowerCase(Locale.ROOT) + ".";
    return visible(place).columns().stream()
        .anyMatch(
            column ->
                column.equalsIgnoreCase(name)
                    || column.toLowerCase(Locale.ROOT).startsWith(prefix));
  }

  /** Where the column is there, its table is called otherwise. */
  private static Optional<Advice> ofAlias(String name, String column, VisibleColumns visible) {
    Map<String, String> aliases = visible.aliases();
    Advice advice = new Advice();
    for (Map.Entry<String, String> alias : aliases.entrySet()) {
      if (alias.getValue().equalsIgnoreCase(name)) {
        advice.add(
            "%s is called %s here: write %s.%s"
                .formatted(name, alias.getKey(), alias.getKey(), quoted(column)));
        return Optional.of(advice);
      }
    }
    if (visible.columns().stream().noneMatch(column::equalsIgnoreCase)) {
      return Optional.empty();
    }
    List<String> near = NearestName.all(name, aliases.keySet(), MOST_NEAR);
    if (near.isEmpty()) {
      advice.add(
          "column %s is one of %s".formatted(quoted(column), Advice.list(aliases.keySet(), "or")));
    } else {
      advice.didYouMean(near);
    }
    return Optional.of(advice);
  }

  /**
   * The error behind Calcite's {@code message} where the statement shows it; empty if it doesn't.
   */
  public Optional<StatementException> operands(String message) {
    if (message.startsWith("Cannot apply 'ITEM'")) {
      return item();
    }
    return message.endsWith("is not being grouped") ? having() : Optional.empty();
  }

  /** HAVING where nothing is grouped. */
  private Optional<StatementException> having() {
    NameContext place = place();
    SqlSelect select = place == null ? null : place.select();
    boolean isPlain =
        select != null
            && select.getHaving() != null
            && (select.getGroup() == null || select.getGroup().isEmpty())
            && !select.getSelectList().toString().contains("(");
    return isPlain
        ? Optional.of(
            new StatementException(
                SqlState.STATEMENT_FAULT,
                "HAVING needs groups, and there are none: write WHERE" + where()))
        : Optional.empty();
  }

  /** An item of what is no list: of a JSON object, a column of its own. */
  private Optional<StatementException> item() {
    NameContext place = place();
    if (place == null) {
      return Optional.empty();
    }
    VisibleColumns visible = visible(place);
    Set<String> aliases = visible.aliases().keySet();
    Optional<String> column = WrittenName.column(place, aliases, visible.columns());
    List<String> spellings = WrittenName.spellings(place, aliases);
    String spelled =
        spellings.isEmpty() ? place.name().toString() : spellings.get(spellings.size() - 1);
    return Optional.of(
        new StatementException(
            SqlState.STATEMENT_FAULT,
            "%s has no elements for [ ]: %s%s"
                .formatted(
                    place.name(),
                    column
                        .map(found -> "the column is written in double quotes: " + quoted(found))
                        .orElseGet(() -> element(place.name(), key(spelled, place))),
                    where())));
  }

  private static String element(SqlIdentifier json, String key) {
    return key.matches("[0-9]+")
        ? "JSON_VALUE(%1$s, '$[0]') is the first value of a JSON list, and UNNEST(%1$s) gives all"
            .formatted(json)
        : "JSON_VALUE(%s, '$.%s') extracts a value from JSON".formatted(json, key);
  }

  private static String key(String spelled, NameContext place) {
    String own = place.name().names.get(place.name().names.size() - 1);
    int start = spelled.indexOf(own + ".");
    return start < 0 ? "key" : spelled.substring(start + own.length() + 1);
  }

  /** A hint isn't worth a second failure. */
  private Advice hints(Supplier<Advice> advice) {
    try {
      return advice.get();
    } catch (RuntimeException e) {
      if (source.isOwn(e)) {
        return new Advice();
      }
      throw e;
    }
  }
}
