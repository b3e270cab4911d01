package io.github.wandbjdbc.engine.values.json;

import io.github.wandbjdbc.engine.values.Accumulator;
import io.github.wandbjdbc.engine.values.AggregateEntry;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.catalogue.Catalogue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.tools.FrameworkConfig;
import org.apache.calcite.tools.Frameworks;
import org.apache.calcite.tools.Planner;
import org.apache.calcite.tools.RelConversionException;
import org.apache.calcite.tools.ValidationException;
import org.jspecify.annotations.Nullable;

/** Executes simple statements: they are planned by Calcite, and computed by the kernels. */
final class JsonSql {
  private static final JsonConversions CONVERSIONS = new PlainConversions();

  private JsonSql() {}

  private static FrameworkConfig config() {
    List<SqlOperator> own = new ArrayList<>();
    for (String name : new JsonFamily().names()) {
      SqlOperator operator = Objects.requireNonNull(Catalogue.entry(name)).operator();
      if (!SqlStdOperatorTable.instance().getOperatorList().contains(operator)) {
        own.add(operator);
      }
    }
    return Frameworks.newConfigBuilder()
        .defaultSchema(CalciteSchema.createRootSchema(false).plus())
        .operatorTable(
            SqlOperatorTables.chain(SqlOperatorTables.of(own), SqlStdOperatorTable.instance()))
        .parserConfig(SqlParser.config().withConformance(SqlConformanceEnum.BABEL))
        .sqlToRelConverterConfig(SqlToRelConverter.config().withAddJsonTypeOperatorEnabled(false))
        .build();
  }

  /** The plan of {@code sql}. */
  static RelNode plan(String sql) {
    try (Planner planner = Frameworks.getPlanner(config())) {
      SqlNode statement = planner.parse(sql);
      JsonFormats.write(statement);
      return planner.rel(planner.validate(statement)).rel;
    } catch (SqlParseException | ValidationException | RelConversionException e) {
      throw new IllegalArgumentException(sql, e);
    }
  }

  /** The one value of a statement, as a cast to text has it. */
  static @Nullable String value(String sql) {
    RelNode plan = plan(sql);
    return text(rows(plan).get(0)[0], plan.getRowType().getFieldList().get(0).getType());
  }

  static @Nullable String text(@Nullable Object value, RelDataType type) {
    return value == null ? null : CONVERSIONS.toText(value, type);
  }

  private static List<@Nullable Object[]> rows(RelNode node) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    if (node instanceof Values values) {
      for (List<RexLiteral> tuple : values.tuples) {
        rows.add(tuple.stream().map(JsonSql::literal).toArray());
      }
    } else if (node instanceof Project project) {
      for (Object[] row : rows(project.getInput())) {
        rows.add(
            project.getProjects().stream().map(expression -> value(expression, row)).toArray());
      }
    } else if (node instanceof Filter filter) {
      for (Object[] row : rows(filter.getInput())) {
        if (Long.valueOf(1).equals(value(filter.getCondition(), row))) {
          rows.add(row);
        }
      }
    } else if (node instanceof Aggregate aggregate) {
      rows.add(
          aggregate.getAggCallList().stream()
              .map(call -> aggregate(call, aggregate.getInput(), rows(aggregate.getInput())))
              .toArray());
    } else {
      throw new IllegalArgumentException(node.toString());
    }
    return rows;
  }

  private static @Nullable Object aggregate(
      AggregateCall call, RelNode input, List<@Nullable Object[]> rows) {
    AggregateEntry entry =
        Objects.requireNonNull(JsonAggregates.entry(call.getAggregation(), CONVERSIONS));
    List<RelDataType> types =
        call.getArgList().stream()
            .map(i -> input.getRowType().getFieldList().get(i).getType())
            .toList();
    Accumulator accumulator = entry.accumulator(types, call.getType());
    accumulator.grow(1);
    for (Object[] row : rows) {
      ColumnVector[] columns = new ColumnVector[types.size()];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = column(types.get(i), row[call.getArgList().get(i)]);
      }
      accumulator.add(0, columns, 0);
    }
    ColumnVector result = ColumnVector.of(Kind.OBJECT, 1);
    accumulator.result(0, result, 0);
    return result.get(0);
  }

  private static ColumnVector column(RelDataType type, @Nullable Object value) {
    ColumnVector column = ColumnVector.of(Kind.of(type), 1);
    column.set(0, value);
    return column;
  }

  /** The value of {@code expression} on {@code row}. */
  static @Nullable Object value(RexNode expression, @Nullable Object[] row) {
    if (expression instanceof RexLiteral literal) {
      return literal(literal);
    }
    if (expression instanceof RexInputRef reference) {
      return row[reference.getIndex()];
    }
    RexCall call = (RexCall) expression;
    if (call.getKind() == SqlKind.CAST) {
      RexNode operand = call.operands.get(0);
      Object value = value(operand, row);
      return value == null
          ? null
          : CONVERSIONS.fromText(CONVERSIONS.toText(value, operand.getType()), call.getType());
    }
    if (JsonCalls.isOne(call)) {
      JsonCall made = new JsonCalls(builder(), CONVERSIONS).kernel(call);
      return compute(made.kernel(), made.operands(), row, call.getType());
    }
    if (call.getKind() == SqlKind.GREATER_THAN) {
      Long left = (Long) value(call.operands.get(0), row);
      Long right = (Long) value(call.operands.get(1), row);
      return left == null || right == null ? null : (Long) (left > right ? 1L : 0L);
    }
    Entry entry = Objects.requireNonNull(Catalogue.entry(call.getOperator()), call.toString());
    List<EngineType> types =
        call.operands.stream().map(operand -> EngineType.of(operand.getType())).toList();
    return compute(
        Objects.requireNonNull(entry.overload(types)).kernel(), call.operands, row, call.getType());
  }

  private static RexBuilder builder() {
    return new RexBuilder(new SqlTypeFactoryImpl(RelDataTypeSystem.DEFAULT));
  }

  private static @Nullable Object compute(
      Kernel kernel, List<RexNode> operands, @Nullable Object[] row, RelDataType type) {
    ColumnVector[] columns = new ColumnVector[operands.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = column(operands.get(i).getType(), value(operands.get(i), row));
    }
    ColumnVector result = ColumnVector.of(Kind.of(type), 1);
    kernel.compute(columns, 1, result, () -> {});
    return result.get(0);
  }

  private static @Nullable Object literal(RexLiteral literal) {
    if (literal.isNull()) {
      return null;
    }
    return switch (literal.getType().getSqlTypeName()) {
      case CHAR, VARCHAR -> literal.getValueAs(String.class);
      case BOOLEAN -> Boolean.TRUE.equals(literal.getValueAs(Boolean.class)) ? 1L : 0L;
      case DECIMAL -> literal.getValueAs(BigDecimal.class);
      case DOUBLE -> literal.getValueAs(Double.class);
      case DATE -> Objects.requireNonNull(literal.getValueAs(Integer.class)).longValue();
      case SYMBOL, BINARY -> null;
      default -> literal.getValueAs(Long.class);
    };
  }
}
