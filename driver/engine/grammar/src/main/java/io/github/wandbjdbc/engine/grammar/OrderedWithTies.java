package io.github.wandbjdbc.engine.grammar;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** {@code … ORDER BY x FETCH FIRST n ROWS WITH TIES}: rows that equal the last one as well. */
public final class OrderedWithTies extends SqlOrderBy {
  OrderedWithTies(
      SqlParserPos position,
      SqlNode query,
      SqlNodeList order,
      @Nullable SqlNode offset,
      @Nullable SqlNode fetch) {
    super(position, query, order, offset, fetch);
  }
}
