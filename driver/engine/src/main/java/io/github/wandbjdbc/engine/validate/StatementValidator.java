package io.github.wandbjdbc.engine.validate;

import io.github.wandbjdbc.engine.source.EqualNames;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSetOperator;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SelectScope;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql.validate.implicit.TypeCoercionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the names and types of a statement.
 *
 * <p>A {@code ?} whose surroundings don't tell its type, as in {@code LOWER(?)} or {@code '%' ||
 * ?}, is text: any value can be bound as text, and text is cast where a number turns out to be
 * wanted. One of which a statement makes two, as of that in {@code COALESCE(?, name)}, has one type
 * for both.
 */
public final class StatementValidator extends SqlValidatorImpl {
  /** Which casts a statement may leave out. */
  public static final TypeCoercionFactory COERCIONS = Coercions::new;

  /** Functions whose operands are of one type, which they don't say. */
  private static final Set<String> OF_ONE_TYPE = Set.of("GREATEST", "LEAST", "NVL", "IFNULL");

  private static final Set<SqlKind> AMONG =
      Set.of(SqlKind.IN, SqlKind.NOT_IN, SqlKind.SOME, SqlKind.ALL);

  private final CommonColumns common = new CommonColumns(this);
  private final StatementNames names = new StatementNames(this, common, this::isAggregate);
  private final SetOperands setOperands = new SetOperands(this);
  private final ParameterTypes parameters;
  private final Set<Integer> castParameters = new HashSet<>();
  private final IdentityHashMap<SqlNode, RelDataType> typesAlone = new IdentityHashMap<>();
  private final Set<SqlNode> settled = Collections.newSetFromMap(new IdentityHashMap<>());

  public StatementValidator(
      SqlOperatorTable operators, Catalog catalog, JavaTypeFactory typeFactory, Config config) {
    super(operators, catalog, typeFactory, config);
    this.parameters = new ParameterTypes(typeFactory);
  }

  /** The indexes of the parameters that are cast. */
  public Set<Integer> castParameters() {
    return castParameters;
  }

  /** Whether there may be a list of parameters that is long. */
  public boolean hasManyParameters() {
    return parameters.count() >= LongLists.SHORTEST;
  }

  /** One for each {@code ?} as it was written, however often it occurs by now. */
  @Override
  public RelDataType getParameterRowType(SqlNode statement) {
    return parameters.rowType(statement, this);
  }

  @Override
  protected @Nullable SqlNode performUnconditionalRewrites(
      @Nullable SqlNode node, boolean underFrom) {
    if (node instanceof SqlCall call) {
      ConstantKeys.refuse(call);
    }
    return super.performUnconditionalRewrites(
        node instanceof SqlCall call
            ? GroupingSets.spelledOut(RowLists.spelledOut(OrderedAggregates.nullsLast(call)))
            : node,
        underFrom);
  }

  @Override
  protected void validateJoin(SqlJoin join, SqlValidatorScope scope) {
    boolean isContrary = join.isNatural() && join.getCondition() != null;
    if (!isContrary && !common.isSettled(join)) {
      SqlValidatorScope joinScope = getJoinScope(join);
      validateFrom(join.getLeft(), unknownType, joinScope);
      validateFrom(join.getRight(), unknownType, joinScope);
      if (join.getConditionType() == JoinConditionType.ON && join.getCondition() != null) {
        join.setOperand(5, names.settled(join.getCondition(), joinScope));
      }
      common.settle(join);
    }
    super.validateJoin(join, scope);
  }

  @Override
  public void validateLiteral(SqlLiteral literal) {
    Literals.check(literal);
    super.validateLiteral(literal);
  }

  /** Takes note of types before the branches of a UNION are made alike. */
  @Override
  public void validateQuery(SqlNode query, SqlValidatorScope scope, RelDataType target) {
    if (query instanceof SqlCall set && set.getOperator() instanceof SqlSetOperator) {
      setOperands.settle(set, getJoinScope(set), target);
    }
    super.validateQuery(query, scope, target);
    typesAlone.putIfAbsent(query, getValidatedNodeType(query));
  }

  /** The seed of a recursion says what types its columns have: its step has been told so. */
  @Override
  public void validateWithItem(SqlWithItem item) {
    super.validateWithItem(item);
    if (!item.recursive.booleanValue() || !(item.query instanceof SqlCall union)) {
      return;
    }
    RelDataType ofSeed = typesAlone.get(union.<SqlNode>operand(0));
    List<RelDataTypeField> seed = ofSeed == null ? List.of() : ofSeed.getFieldList();
    List<RelDataTypeField> all = getValidatedNodeType(union).getFieldList();
    for (int i = 0; i < seed.size(); i++) {
      RelDataType first = seed.get(i).getType();
      RelDataType whole = all.get(i).getType();
      SeedDigits.check(item.name.getSimple(), first, whole, union.operand(0), i);
      if (first.getSqlTypeName() != SqlTypeName.NULL
          && first.getSqlTypeName() != whole.getSqlTypeName()
          && !(SqlTypeUtil.isCharacter(first) && SqlTypeUtil.isCharacter(whole))) {
        throw new StatementException(
            SqlState.STATEMENT_FAULT,
            ("column %d of the recursive query \"%s\" is %s before UNION, and %s with what comes"
                    + " after: CAST it to %s before UNION")
                .formatted(
                    i + 1,
                    EqualNames.shown(item.name.getSimple()),
                    first.getSqlTypeName(),
                    whole.getSqlTypeName(),
                    whole.getSqlTypeName()));
      }
    }
  }

  /** Comes first after the FROM clause. */
  @Override
  protected void validateWhereClause(SqlSelect select) {
    names.settle(select);
    super.validateWhereClause(select);
  }

  @Override
  protected void addToSelectList(
      List<SqlNode> list,
      Set<String> aliases,
      List<Map.Entry<String, RelDataType>> fields,
      SqlNode item,
      SelectScope scope,
      boolean includeSystemVars) {
    String name = SqlValidatorUtil.alias(item);
    super.addToSelectList(
        list,
        aliases,
        fields,
        name != null && aliases.contains(name)
            ? EqualNames.aliased(item, EqualNames.distinct(name, "s" + fields.size()))
            : item,
        scope,
        includeSystemVars);
  }

  @Override
  public RelDataType deriveType(SqlValidatorScope scope, SqlNode node) {
    settleIn(node, scope);
    return super.deriveType(scope, node);
  }

  @Override
  protected void inferUnknownTypes(RelDataType inferred, SqlValidatorScope scope, SqlNode node) {
    if (node instanceof SqlDynamicParam parameter) {
      RelDataType type =
          parameters.settle(parameter, inferred.equals(unknownType) ? null : inferred);
      super.inferUnknownTypes(type, scope, node);
      return;
    }
    if (node.getKind() == SqlKind.CAST
        && ((SqlCall) node).operand(0) instanceof SqlDynamicParam parameter) {
      castParameters.add(parameter.getIndex());
    }
    settleIn(node, scope);
    super.inferUnknownTypes(inferred, scope, node);
  }

  @Override
  protected void validateValues(SqlCall values, RelDataType target, SqlValidatorScope scope) {
    List<SqlCall> rows = values.getOperandList().stream().map(SqlCall.class::cast).toList();
    int columns = rows.stream().mapToInt(SqlCall::operandCount).min().orElse(0);
    for (int i = 0; i < columns; i++) {
      int column = i;
      literals(scope, "VALUES").ofColumn(rows, column);
      settle(rows.stream().map(row -> row.<SqlNode>operand(column)).toList(), scope);
      alike(rows, column);
    }
    super.validateValues(values, target, scope);
  }

  /** Writes numbers with an exponent where one has: they become constants of one kind. */
  private static void alike(List<SqlCall> rows, int column) {
    boolean isDouble =
        rows.stream()
            .anyMatch(
                row ->
                    row.operand(column) instanceof SqlNumericLiteral number
                        && number.getTypeName() == SqlTypeName.DOUBLE);
    if (!isDouble) {
      return;
    }
    for (SqlCall row : rows) {
      if (row.operand(column) instanceof SqlNumericLiteral number
          && number.getTypeName() != SqlTypeName.DOUBLE) {
        row.setOperand(
            column,
            SqlLiteral.createApproxNumeric(number.toValue() + "E0", number.getParserPosition()));
      }
    }
  }

  /** Also where windows that bear two names are the same. */
  @Override
  protected void validateWindowClause(SqlSelect select) {
    SqlNodeList windows = select.getWindowList();
    if (Windows.haveQuery(windows)) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "a query within WINDOW is not supported: write that window behind OVER, or compute the"
              + " query's value in a subquery");
    }
    List<SqlNodeList> apart = Windows.apart(windows);
    if (apart.size() < 2) {
      super.validateWindowClause(select);
      return;
    }
    try {
      for (SqlNodeList some : apart) {
        select.setOperand(Windows.OPERAND, some);
        super.validateWindowClause(select);
      }
    } finally {
      select.setOperand(Windows.OPERAND, windows);
    }
  }

  /** A window function is none of groups, though it be named by its number. */
  @Override
  protected void validateGroupClause(SqlSelect select) {
    super.validateGroupClause(select);
    SqlNodeList group = select.getGroup();
    if (group != null && Windows.isIn(group)) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "rows can't be grouped by a window function, which is computed of groups; compute it in a"
              + " subquery");
    }
  }

  /**
   * {@code (w ROWS …)}, behind {@code OVER} or with a name of its own, is over {@code w}'s rows, in
   * its order, with a frame of its own.
   */
  @Override
  public SqlWindow resolveWindow(SqlNode windowOrName, SqlValidatorScope scope) {
    return resolved(windowOrName, scope, Set.of());
  }

  /** Likewise, in a definition of the windows of the names {@code within}. */
  private SqlWindow resolved(SqlNode windowOrName, SqlValidatorScope scope, Set<String> within) {
    SqlNode named =
        windowOrName instanceof SqlIdentifier name && name.isSimple()
            ? scope.lookupWindow(name.getSimple())
            : windowOrName;
    if (!(named instanceof SqlWindow written)
        || written.getRefName() == null
        || scope.lookupWindow(written.getRefName().getSimple()) == null) {
      return super.resolveWindow(windowOrName, scope);
    }
    String base = written.getRefName().getSimple();
    if (within.contains(base)) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT, "window \"%s\" is defined by itself".formatted(base));
    }
    Set<String> names = new HashSet<>(within);
    names.add(base);
    SqlWindow resolved = written.overlay(resolved(written.getRefName(), scope, names), this);
    return SqlWindow.create(
        resolved.getDeclName(),
        null,
        resolved.getPartitionList(),
        resolved.getOrderList(),
        SqlLiteral.createBoolean(written.isRows(), written.getParserPosition()),
        written.getLowerBound(),
        written.getUpperBound(),
        null,
        written.getExclude(),
        written.getParserPosition());
  }

  /** Tells the types of parameters that {@code node} chooses from, or compares with many values. */
  private void settleIn(SqlNode node, SqlValidatorScope scope) {
    if (!(node instanceof SqlCall call)
        || !(call instanceof SqlCase || isOfOneType(call) || AMONG.contains(call.getKind()))
        || !settled.add(node)) {
      return;
    }
    if (call instanceof SqlCase choice) {
      literals(scope, "CASE or COALESCE").ofCase(choice);
      Stream<SqlNode> choices =
          Stream.concat(
              choice.getThenOperands().stream().map(StatementValidator::bare),
              Stream.ofNullable(choice.getElseOperand()));
      settle(choices.toList(), scope);
    } else if (isOfOneType(call)) {
      literals(scope, call.getOperator().getName()).ofOperands(call);
      settle(call.getOperandList(), scope);
    } else if (call.operandCount() == 2) {
      settleAmong(columns(call.operand(0)), call.operand(1), scope);
    }
  }

  private TypedLiterals literals(SqlValidatorScope scope, String what) {
    return new TypedLiterals(typeFactory, node -> typeOf(node, scope), what);
  }

  private RelDataType typeOf(SqlNode node, SqlValidatorScope scope) {
    inferUnknownTypes(unknownType, scope, node);
    return deriveType(scope, node);
  }

  /** Told by the name: of several functions of that name, none is chosen yet. */
  private static boolean isOfOneType(SqlCall call) {
    return OF_ONE_TYPE.contains(call.getOperator().getName().toUpperCase(Locale.ROOT));
  }

  /** {@code value} of a {@code COALESCE}, which has made it one that isn't NULL. */
  private static SqlNode bare(SqlNode value) {
    return value.getKind() == SqlKind.CAST_NOT_NULL ? ((SqlCall) value).operand(0) : value;
  }

  private static List<SqlNode> columns(SqlNode row) {
    return row.getKind() == SqlKind.ROW ? ((SqlCall) row).getOperandList() : List.of(row);
  }

  private void settleAmong(List<SqlNode> row, SqlNode values, SqlValidatorScope scope) {
    for (int i = 0; i < row.size(); i++) {
      if (!(row.get(i) instanceof SqlDynamicParam parameter)) {
        continue;
      }
      if (values instanceof SqlNodeList list && row.size() == 1) {
        settle(Stream.concat(Stream.of(parameter), list.stream()).toList(), scope);
      } else if (values.isA(SqlKind.QUERY)) {
        RelDataType type = deriveType(scope, values);
        if (type.isStruct() && type.getFieldCount() == row.size()) {
          infer(parameter, List.of(type.getFieldList().get(i).getType()), scope);
        }
      }
    }
  }

  /** Gives the parameters among {@code alike} the type of the others, if that is known. */
  private void settle(List<SqlNode> alike, SqlValidatorScope scope) {
    if (alike.stream().noneMatch(SqlDynamicParam.class::isInstance)) {
      return;
    }
    List<RelDataType> types =
        alike.stream()
            .filter(node -> !(node instanceof SqlDynamicParam))
            .filter(node -> !SqlUtil.isNullLiteral(node, false))
            .map(node -> typeOf(node, scope))
            .filter(type -> !type.equals(unknownType))
            .toList();
    for (SqlNode node : alike) {
      if (node instanceof SqlDynamicParam parameter && !types.isEmpty()) {
        infer(parameter, types, scope);
      }
    }
  }

  private void infer(SqlDynamicParam parameter, List<RelDataType> others, SqlValidatorScope scope) {
    RelDataType type = parameters.beside(others);
    if (type != null) {
      inferUnknownTypes(type, scope, parameter);
    }
  }
}
