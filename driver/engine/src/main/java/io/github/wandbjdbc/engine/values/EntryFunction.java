package io.github.wandbjdbc.engine.values;

import static io.github.wandbjdbc.engine.values.EngineType.ANY;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexCallBinding;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The function of an {@link Entry}: it takes and gives what the entry's overloads say. */
public final class EntryFunction extends SqlFunction {
  private final Entry entry;

  EntryFunction(Entry entry) {
    super(
        entry.name(),
        SqlKind.OTHER_FUNCTION,
        binding -> result(entry, binding),
        (binding, returnType, operandTypes) -> infer(entry, binding, operandTypes),
        new Operands(entry),
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.entry = entry;
  }

  /** The catalogue's entry. */
  public Entry entry() {
    return entry;
  }

  @Override
  public boolean isDeterministic() {
    return entry.isDeterministic();
  }

  private static RelDataType result(Entry entry, SqlOperatorBinding binding) {
    List<RelDataType> types = new ArrayList<>(binding.collectOperandTypes());
    String word = removeWord(entry, binding, types);
    Overload overload = entry.overload(word, types.stream().map(EngineType::of).toList());
    if (overload == null) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "%s doesn't take (%s)"
              .formatted(
                  entry.name(),
                  types.stream().map(Object::toString).collect(Collectors.joining(", "))));
    }
    RelDataTypeFactory factory = binding.getTypeFactory();
    boolean nullable =
        overload.nullable()
            || (overload.strict() && types.stream().anyMatch(RelDataType::isNullable));
    return factory.createTypeWithNullability(overload.result().in(factory), nullable);
  }

  /** Gives operands whose types aren't known those of the first overload that fits the others. */
  private static void infer(Entry entry, SqlCallBinding binding, RelDataType[] operandTypes) {
    List<EngineType> known = new ArrayList<>();
    for (int i = 0; i < operandTypes.length; i++) {
      RelDataType type = binding.getOperandType(i);
      known.add(type.getSqlTypeName() == SqlTypeName.UNKNOWN ? ANY : EngineType.of(type));
    }
    int place = entry.words() == null ? -1 : entry.words().placeAmong(binding.operands());
    String word = removeWord(entry, binding, known);
    Overload overload = entry.meant(word, known);
    if (overload != null) {
      for (int i = 0; i < operandTypes.length; i++) {
        int value = place >= 0 && i > place ? i - 1 : i;
        if (i != place && overload.seen(value) != ANY) {
          operandTypes[i] = overload.seen(value).in(binding.getTypeFactory());
        }
      }
    }
  }

  /** The word of a call, if it has one; what stands for it in {@code operands} goes. */
  private static @Nullable String removeWord(
      Entry entry, SqlOperatorBinding binding, List<?> operands) {
    Keywords words = entry.words();
    if (words == null) {
      return null;
    }
    if (binding instanceof SqlCallBinding call) {
      int place = words.placeAmong(call.operands());
      if (place >= 0) {
        operands.remove(place);
        return Keywords.of(call.operand(place));
      }
    } else if (binding instanceof RexCallBinding call) {
      int place = words.placeIn(call.operands());
      if (place >= 0) {
        operands.remove(place);
        return Keywords.of(call.operands().get(place));
      }
    }
    return null;
  }

  private record Operands(Entry entry) implements SqlOperandTypeChecker {
    private static final Set<EngineType> CASTABLE =
        Set.of(
            EngineType.BOOLEAN,
            EngineType.INTEGER,
            EngineType.BIGINT,
            EngineType.NUMERIC,
            EngineType.DOUBLE,
            EngineType.DATE,
            EngineType.TIME,
            EngineType.TIMESTAMP,
            EngineType.MONTHS,
            EngineType.DURATION);

    @Override
    public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
      String refusal = entry.refusal(binding.getOperandCount());
      if (refusal != null && throwOnFailure) {
        throw new StatementException(SqlState.STATEMENT_FAULT, refusal);
      }
      List<RelDataType> types = new ArrayList<>(binding.collectOperandTypes());
      String word = removeWord(entry, binding, types);
      boolean taken =
          entry.overload(word, types.stream().map(EngineType::of).toList()) != null
              || castLiterals(binding, word);
      if (!taken && throwOnFailure) {
        throw binding.newValidationSignatureError();
      }
      return taken;
    }

    /** Takes literals of text for what is wanted in their place, as PostgreSQL does. */
    private boolean castLiterals(SqlCallBinding binding, @Nullable String word) {
      List<Integer> places = new ArrayList<>();
      List<EngineType> known = new ArrayList<>();
      int wordPlace = entry.words() == null ? -1 : entry.words().placeAmong(binding.operands());
      for (int i = 0; i < binding.getOperandCount(); i++) {
        if (i != wordPlace) {
          places.add(i);
          known.add(isText(binding.operand(i)) ? ANY : EngineType.of(binding.getOperandType(i)));
        }
      }
      Overload overload = known.contains(ANY) ? entry.meant(word, known) : null;
      if (overload == null) {
        return false;
      }
      for (int i = 0; i < places.size(); i++) {
        EngineType wanted = overload.seen(i);
        SqlNode operand = binding.operand(places.get(i));
        if (isText(operand) && CASTABLE.contains(wanted)) {
          SqlNode cast =
              SqlStdOperatorTable.CAST.createCall(
                  operand.getParserPosition(),
                  operand,
                  Intervals.spelled(wanted.in(binding.getTypeFactory())));
          binding.getCall().setOperand(places.get(i), cast);
          binding.getValidator().deriveType(binding.getScope(), cast);
        } else if (isText(operand) && wanted != EngineType.TEXT && wanted != ANY) {
          return false;
        }
      }
      return true;
    }

    private static boolean isText(SqlNode operand) {
      return operand instanceof SqlCharStringLiteral;
    }

    @Override
    public SqlOperandCountRange getOperandCountRange() {
      int least = Integer.MAX_VALUE;
      int most = 0;
      Keywords words = entry.words();
      for (Overload overload : words == null ? entry.overloads() : words.sample(entry.name())) {
        int count = overload.operands().size() + (words == null ? 0 : 1);
        least = Math.min(least, overload.variadic() ? count - 1 : count);
        most = overload.variadic() ? -1 : most < 0 ? most : Math.max(most, count);
      }
      for (int refused : entry.refusedCounts()) {
        least = Math.min(least, refused);
        most = most < 0 ? most : Math.max(most, refused);
      }
      return most < 0
          ? SqlOperandCountRanges.from(least)
          : SqlOperandCountRanges.between(least, most);
    }

    @Override
    public String getAllowedSignatures(SqlOperator operator, String name) {
      Keywords words = entry.words();
      return (words == null ? entry.overloads() : words.sample(entry.name()))
          .stream()
              .map(
                  overload ->
                      name
                          + overload.operands().stream()
                              .map(Object::toString)
                              .collect(
                                  Collectors.joining(", ", "(", overload.variadic() ? " …)" : ")")))
              .collect(Collectors.joining(" or "));
    }
  }
}
