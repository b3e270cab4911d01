package io.github.wandbjdbc.engine.execute.joins;

import static io.github.wandbjdbc.engine.execute.driven.DrivenTable.D;
import static io.github.wandbjdbc.engine.execute.driven.DrivenTable.T;
import static io.github.wandbjdbc.engine.execute.driven.DrivenTable.V;

import io.github.wandbjdbc.engine.execute.driven.DrivenTable;
import java.util.List;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.sql.SqlKind;

/** The comparison of an ASOF join, and its form in PostgreSQL. */
record AsofMeaning(SqlKind comparison, int field, String name) {
  static final List<AsofMeaning> ALL =
      List.of(
          new AsofMeaning(SqlKind.GREATER_THAN_OR_EQUAL, V, "v"),
          new AsofMeaning(SqlKind.GREATER_THAN, V, "v"),
          new AsofMeaning(SqlKind.LESS_THAN_OR_EQUAL, V, "v"),
          new AsofMeaning(SqlKind.LESS_THAN, V, "v"),
          new AsofMeaning(SqlKind.GREATER_THAN_OR_EQUAL, D, "d"),
          new AsofMeaning(SqlKind.LESS_THAN, D, "d"),
          new AsofMeaning(SqlKind.GREATER_THAN, T, "t"),
          new AsofMeaning(SqlKind.LESS_THAN_OR_EQUAL, T, "t"));

  String sql(JoinRelType type, DrivenTable left, DrivenTable right, boolean keyed) {
    boolean below = comparison.toString().startsWith("GREATER");
    String condition = "l.%1$s %2$s r.%1$s".formatted(name, comparison.sql);
    if (keyed) {
      condition += " AND l.k = r.k";
    }
    if (field == D) {
      condition += " AND l.d <> 'NaN' AND r.d <> 'NaN'";
    }
    String closest =
        "SELECT r.n FROM %s r WHERE %s ORDER BY r.%s %s, r.n LIMIT 1"
            .formatted(right.name(), condition, name, below ? "DESC" : "ASC");
    return "SELECT %s FROM %s l %s JOIN LATERAL (%s) r ON true"
        .formatted(JoinComparison.number("l.n", "coalesce(r.n, -1)"), left.name(), type, closest);
  }
}
