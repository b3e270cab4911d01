package io.github.wandbjdbc.engine.advice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * A name that was written without its quotes, of which SQL made something else: {@code config.lr}
 * is a column of a table {@code config}, {@code val/loss} a quotient, {@code adam-eager} a
 * difference, {@code config['lr']} an item of a list.
 */
final class WrittenName {
  private WrittenName() {}

  /** The column of {@code columns} that was meant where {@code place} stands. */
  static Optional<String> column(Place place, Set<String> aliases, Collection<String> columns) {
    List<String> spellings = spellings(place, aliases);
    for (int i = spellings.size() - 1; i >= 0; i--) {
      String spelling = spellings.get(i);
      Optional<String> found = columns.stream().filter(spelling::equalsIgnoreCase).findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The candidates for a name that was written in parts, the longest last. */
  static List<String> spellings(Place place, Set<String> aliases) {
    List<String> spellings = new ArrayList<>();
    String own = text(place.name(), aliases);
    if (own != null && place.name().names.size() > 1) {
      spellings.add(own);
    }
    for (SqlNode around : place.around()) {
      String longer = text(around, aliases);
      if (longer == null) {
        break;
      }
      spellings.add(longer);
    }
    return spellings;
  }

  /** The node around the longest candidate for one name. */
  static @Nullable SqlNode around(Place place) {
    for (SqlNode around : place.around()) {
      if (text(around, Set.of()) == null) {
        return around;
      }
    }
    return null;
  }

  /** {@code node} as one name; null if it can't have been meant so. */
  private static @Nullable String text(SqlNode node, Set<String> aliases) {
    if (node instanceof SqlIdentifier name) {
      return name.isStar() ? null : dotted(name, aliases);
    }
    if (node instanceof SqlLiteral literal && literal.getTypeName() == SqlTypeName.DECIMAL) {
      return literal.toValue();
    }
    if (!(node instanceof SqlCall call) || call.operandCount() != 2) {
      return null;
    }
    String sign =
        switch (call.getKind()) {
          case DIVIDE -> "/";
          case MINUS -> "-";
          case ITEM -> ".";
          default -> null;
        };
    if (sign == null) {
      return null;
    }
    String left = text(call.operand(0), aliases);
    String right =
        call.getKind() == SqlKind.ITEM && call.operand(1) instanceof SqlLiteral key
            ? key.toValue()
            : text(call.operand(1), aliases);
    return left == null || right == null ? null : left + sign + right;
  }

  private static String dotted(SqlIdentifier name, Set<String> aliases) {
    boolean isOfAlias =
        name.names.size() > 1
            && aliases.stream().anyMatch(alias -> alias.equalsIgnoreCase(name.names.get(0)));
    return String.join(".", isOfAlias ? name.names.subList(1, name.names.size()) : name.names);
  }
}
