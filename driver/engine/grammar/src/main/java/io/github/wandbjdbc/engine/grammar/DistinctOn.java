package io.github.wandbjdbc.engine.grammar;

import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;

/** {@code SELECT DISTINCT ON (keys) …}: the first row of those that are alike in the keys. */
public final class DistinctOn extends SqlSelect {
  private final SqlNodeList keys;

  DistinctOn(SqlSelect select, SqlNodeList keys) {
    super(
        select.getParserPosition(),
        SqlNodeList.EMPTY,
        select.getSelectList(),
        select.getFrom(),
        select.getWhere(),
        select.getGroup(),
        select.getHaving(),
        select.getWindowList(),
        select.getQualify(),
        null,
        null,
        null,
        null);
    this.keys = keys;
  }

  /** The keys of which one row each is kept. */
  public SqlNodeList keys() {
    return keys;
  }
}
