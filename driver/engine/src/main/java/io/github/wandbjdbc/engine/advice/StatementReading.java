package io.github.wandbjdbc.engine.advice;

import io.github.wandbjdbc.engine.source.Versioned;
import io.github.wandbjdbc.engine.validate.names.Catalog;
import io.github.wandbjdbc.engine.values.aggregates.Aggregates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Table;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Finds mistakes in the text of a statement: strings that name a column and stand where only the
 * column makes sense, and comparisons with NULL. Read before the statement is validated, which
 * changes it; judged when its tables are known.
 */
public final class StatementReading extends SqlBasicVisitor<@Nullable Void> {
  private final Set<String> warnings = new LinkedHashSet<>();
  private final List<SuspectText> texts = new ArrayList<>();
  private boolean isBranch;

  private StatementReading() {}

  /**
   * A text that may have been meant as a column.
   *
   * @param doing what is done with it, in words
   */
  private record SuspectText(String text, String doing) {}

  /** Reads {@code statement}. */
  public static StatementReading of(SqlNode statement) {
    StatementReading reading = new StatementReading();
    statement.accept(reading);
    return reading;
  }

  /** The warnings, where the statement's tables are those that {@code catalog} gave away. */
  public List<String> warnings(Catalog catalog) {
    Set<String> all = new LinkedHashSet<>(warnings);
    for (SuspectText suspect : texts) {
      String column = column(suspect.text(), catalog);
      if (column != null) {
        all.add(
            "the string %s is %s, but the column of that name was probably meant: write %s"
                .formatted(Advice.text(suspect.text()), suspect.doing(), Advice.quoted(column)));
      }
    }
    return List.copyOf(all);
  }

  private static @Nullable String column(String text, Catalog catalog) {
    RelDataTypeFactory types = catalog.getTypeFactory();
    for (Table table : catalog.used().values()) {
      for (String column : table.getRowType(types).getFieldNames()) {
        if (column.equals(text)) {
          return column;
        }
      }
      Versioned versioned = Catalog.versioned(table);
      if (versioned != null && versioned.isKnownColumn(text)) {
        return text;
      }
    }
    return null;
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    boolean wasBranch = isBranch;
    if (call instanceof SqlSelect select) {
      if (!isBranch) {
        readSelected(select);
      }
      isBranch = false;
    } else if (SqlKind.SET_QUERY.contains(call.getKind())) {
      isBranch = true;
    } else {
      readCall(call);
    }
    super.visit(call);
    isBranch = wasBranch;
    return null;
  }

  /** A text without a label in a SELECT that reads no column of that name. */
  private void readSelected(SqlSelect select) {
    if (select.getFrom() == null) {
      return;
    }
    Set<String> names = null;
    for (SqlNode item : select.getSelectList()) {
      if (unlabelled(item) instanceof SqlCharStringLiteral literal) {
        names = names == null ? names(select) : names;
        if (!names.contains(literal.toValue().toLowerCase(Locale.ROOT))) {
          texts.add(new SuspectText(literal.toValue(), "selected"));
        }
      }
    }
  }

  /** The selected expression, without the label that is its own text. */
  private static SqlNode unlabelled(SqlNode item) {
    if (item.getKind() != SqlKind.AS) {
      return item;
    }
    SqlNode value = ((SqlCall) item).operand(0);
    SqlNode label = ((SqlCall) item).operand(1);
    boolean isOwn =
        label instanceof SqlIdentifier name
            && value instanceof SqlCharStringLiteral literal
            && name.getSimple().equals("'" + literal.toValue().replace("'", "''") + "'");
    return isOwn ? value : item;
  }

  private static Set<String> names(SqlNode node) {
    Set<String> names = new HashSet<>();
    node.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlIdentifier name) {
            names.add(name.names.get(name.names.size() - 1).toLowerCase(Locale.ROOT));
            return null;
          }
        });
    return names;
  }

  private void readCall(SqlCall call) {
    switch (call.getKind()) {
      case EQUALS, NOT_EQUALS -> {
        readNull(call);
        readComparison(call);
      }
      case LESS_THAN,
          LESS_THAN_OR_EQUAL,
          GREATER_THAN,
          GREATER_THAN_OR_EQUAL,
          IN,
          NOT_IN,
          LIKE,
          BETWEEN ->
          readComparison(call);
      default -> {
        if (call instanceof SqlBasicCall
            && call.operandCount() > 0
            && call.operand(0) instanceof SqlCharStringLiteral literal
            && isAggregate(call)) {
          texts.add(new SuspectText(literal.toValue(), "aggregated"));
        }
      }
    }
  }

  private static boolean isAggregate(SqlCall call) {
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    return call.getOperator().isAggregator()
        || name.equals("COUNT")
        || Aggregates.entry(name) != null;
  }

  private void readNull(SqlCall call) {
    SqlNode left = call.operand(0);
    SqlNode right = call.operand(1);
    boolean isLeft = SqlUtil.isNullLiteral(left, false);
    if (isLeft || SqlUtil.isNullLiteral(right, false)) {
      String value = Advice.written(isLeft ? right : left);
      boolean isEqual = call.getKind() == SqlKind.EQUALS;
      warnings.add(
          "%s %s NULL is never true: write %s %s"
              .formatted(value, isEqual ? "=" : "<>", value, isEqual ? "IS NULL" : "IS NOT NULL"));
    }
  }

  private void readComparison(SqlCall call) {
    List<SqlNode> operands = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      if (operand instanceof SqlNodeList list) {
        operands.addAll(list);
      } else if (operand != null) {
        operands.add(operand);
      }
    }
    if (operands.stream().allMatch(SqlLiteral.class::isInstance)) {
      operands.stream()
          .filter(SqlCharStringLiteral.class::isInstance)
          .map(literal -> ((SqlCharStringLiteral) literal).toValue())
          .forEach(text -> texts.add(new SuspectText(text, "compared with another literal")));
    }
  }
}
