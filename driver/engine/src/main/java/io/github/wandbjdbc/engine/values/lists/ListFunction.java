package io.github.wandbjdbc.engine.values.lists;

import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Overload;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/**
 * A function that gives a list for UNNEST to make rows of. It stands in plans alone: in statements
 * it is the table function of its name.
 */
public final class ListFunction extends SqlFunction {
  private final Entry entry;
  private final List<Way> ways;

  /**
   * One way to call it.
   *
   * @param overload takes the operands, and gives a list
   * @param item the type of the list's items
   */
  record Way(Overload overload, ValueType item) {
    /** Of {@code operands}, NULL for any NULL. */
    static Way of(ValueType item, Kernel kernel, ValueType... operands) {
      return new Way(
          new Overload(List.of(operands), false, ValueType.ANY, true, true, kernel), item);
    }

    /** Of {@code operands}, any of which may be NULL. */
    static Way nullable(ValueType item, Kernel kernel, ValueType... operands) {
      return new Way(
          new Overload(List.of(operands), false, ValueType.ANY, true, false, kernel), item);
    }
  }

  ListFunction(String name, String manual, List<Way> ways) {
    super(
        name,
        SqlKind.OTHER_FUNCTION,
        binding -> result(name, ways, binding),
        (binding, returnType, operandTypes) -> infer(ways, binding, operandTypes),
        new Operands(name, ways),
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.ways = List.copyOf(ways);
    Entry.Builder builder = Entry.named(name).manual(manual);
    ways.forEach(way -> builder.overload(way.overload()));
    this.entry = builder.adopting(this);
  }

  /** The catalogue's entry. */
  public Entry entry() {
    return entry;
  }

  /** The ways to call it. */
  List<Way> ways() {
    return ways;
  }

  /** No look-up finds it: it stands where a table function was written. */
  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    call.getOperandList().forEach(operand -> validator.deriveType(scope, operand));
    return validateOperands(validator, scope, call);
  }

  private static Way way(String name, List<Way> ways, List<RelDataType> types) {
    List<ValueType> values = types.stream().map(ValueType::of).toList();
    for (Way way : ways) {
      if (way.overload().takes(values)) {
        return way;
      }
    }
    throw new StatementException(
        SqlState.STATEMENT_FAULT,
        "%s takes %s, not (%s)"
            .formatted(
                name,
                ways.stream().map(ListFunction::shown).collect(Collectors.joining(" or ")),
                types.stream().map(Object::toString).collect(Collectors.joining(", "))));
  }

  private static String shown(Way way) {
    return way.overload().operands().stream()
        .map(Object::toString)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static RelDataType result(String name, List<Way> ways, SqlOperatorBinding binding) {
    RelDataTypeFactory factory = binding.getTypeFactory();
    ValueType item = way(name, ways, binding.collectOperandTypes()).item();
    RelDataType type = factory.createTypeWithNullability(item.in(factory), true);
    return factory.createTypeWithNullability(factory.createArrayType(type, -1), true);
  }

  /** Gives operands whose types aren't known those of the first way that fits the others. */
  private static void infer(List<Way> ways, SqlCallBinding binding, RelDataType[] operandTypes) {
    List<ValueType> known = new ArrayList<>();
    for (int i = 0; i < operandTypes.length; i++) {
      RelDataType type = binding.getOperandType(i);
      known.add(type.getSqlTypeName() == SqlTypeName.UNKNOWN ? ValueType.ANY : ValueType.of(type));
    }
    for (Way way : ways) {
      if (way.overload().takes(known)) {
        for (int i = 0; i < operandTypes.length; i++) {
          operandTypes[i] = way.overload().operand(i).in(binding.getTypeFactory());
        }
        return;
      }
    }
  }

  private record Operands(String name, List<Way> ways) implements SqlOperandTypeChecker {
    @Override
    public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
      way(name, ways, binding.collectOperandTypes());
      return true;
    }

    @Override
    public SqlOperandCountRange getOperandCountRange() {
      return SqlOperandCountRanges.between(
          ways.stream().mapToInt(way -> way.overload().operands().size()).min().orElse(0),
          ways.stream().mapToInt(way -> way.overload().operands().size()).max().orElse(0));
    }

    @Override
    public String getAllowedSignatures(SqlOperator operator, String shown) {
      return ways.stream()
          .map(way -> shown + ListFunction.shown(way))
          .collect(Collectors.joining(" or "));
    }
  }
}
