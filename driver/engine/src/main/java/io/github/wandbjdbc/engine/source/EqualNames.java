package io.github.wandbjdbc.engine.source;

import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.validate.SqlValidatorUtil;

/**
 * Columns of one query that are called the same. All may be selected; to name one is the error. So
 * that each can still be found, all but the first have a tail that nobody can write.
 */
public final class EqualNames {
  /** Begins the tail. */
  private static final char TAIL = '\0';

  private EqualNames() {}

  /** {@code name} with a tail that tells it from others of that name. */
  public static String distinct(String name, String tail) {
    return shown(name) + TAIL + tail;
  }

  /** {@code name} as it was written. */
  public static String shown(String name) {
    int tail = name.indexOf(TAIL);
    return tail < 0 ? name : name.substring(0, tail);
  }

  /** Whether several columns of {@code row} are called {@code name}. */
  public static boolean areIn(RelDataType row, String name) {
    List<String> names = row.getFieldNames();
    return names.stream().anyMatch(field -> field.indexOf(TAIL) >= 0)
        && names.stream().filter(field -> shown(field).equalsIgnoreCase(name)).count() > 1;
  }

  /**
   * Tells an item of a list of selected ones from others of that name.
   *
   * @param names the names before, to which its own is added
   */
  public static void tell(SqlNodeList items, int index, Set<String> names) {
    SqlNode item = items.get(index);
    String name = SqlValidatorUtil.alias(item);
    if (name != null && !names.add(name)) {
      items.set(index, aliased(item, distinct(name, "e" + index)));
    }
  }

  /** {@code item} under {@code name}, whatever it was called. */
  public static SqlNode aliased(SqlNode item, String name) {
    return SqlValidatorUtil.addAlias(SqlUtil.stripAs(item), name);
  }
}
