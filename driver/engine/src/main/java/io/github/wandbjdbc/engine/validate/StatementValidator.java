package io.github.wandbjdbc.engine.validate;

import io.github.wandbjdbc.engine.source.EqualNames;
import io.github.wandbjdbc.engine.validate.grouping.ConstantKeys;
import io.github.wandbjdbc.engine.validate.grouping.GroupingSets;
import io.github.wandbjdbc.engine.validate.grouping.OrderedAggregates;
import io.github.wandbjdbc.engine.validate.names.Catalog;
import io.github.wandbjdbc.engine.validate.names.CommonColumns;
import io.github.wandbjdbc.engine.validate.names.StatementNames;
import io.github.wandbjdbc.engine.validate.parameters.AlikeValues;
import io.github.wandbjdbc.engine.validate.parameters.ParameterOperands;
import io.github.wandbjdbc.engine.validate.parameters.ParameterPlace;
import io.github.wandbjdbc.engine.validate.parameters.ParameterPlaces;
import io.github.wandbjdbc.engine.validate.parameters.ParameterTypes;
import io.github.wandbjdbc.engine.validate.parameters.RowLists;
import io.github.wandbjdbc.engine.validate.parameters.SetOperands;
import io.github.wandbjdbc.engine.validate.windows.FramedWindows;
import io.github.wandbjdbc.engine.validate.windows.Windows;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSetOperator;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.AggregatingSelectScope;
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

  private final CommonColumns common = new CommonColumns(this);
  private final StatementNames names = new StatementNames(this, common, this::isAggregate);
  private final SetOperands setOperands;
  private final ParameterTypes parameters;
  private final AlikeValues alikeValues;
  private final ParameterOperands parameterOperands;
  private final ParameterPlaces places;
  private final IdentityHashMap<SqlNode, RelDataType> typesAlone = new IdentityHashMap<>();
  private final Set<List<String>> noFunctions = new HashSet<>();

  /**
   * A validator of one statement.
   *
   * @param places where the statement's parameters stand
   */
  public StatementValidator(
      SqlOperatorTable operators,
      Catalog catalog,
      JavaTypeFactory typeFactory,
      Config config,
      ParameterPlaces places) {
    super(operators, catalog, typeFactory, config);
    this.places = places;
    this.parameters = new ParameterTypes(typeFactory);
    this.alikeValues = new AlikeValues(this, parameters, this::inferUnknownTypes);
    this.parameterOperands = new ParameterOperands(this, parameters, this::inferUnknownTypes);
    this.setOperands = new SetOperands(this, parameters, this::inferUnknownTypes);
  }

  /** How the statement comes to the type of parameter {@code index}. */
  public ParameterPlace placeOf(int index) {
    ParameterPlace place = places.of(index);
    return (place == ParameterPlace.TOLD || place == ParameterPlace.OPERAND)
            && parameters.isGuessed(index)
        ? ParameterPlace.GUESSED
        : place;
  }

  /** Whether there may be a list of parameters that is long. */
  public boolean hasManyParameters() {
    return parameters.count() >= LongLists.SHORTEST;
  }

  /** One for each {@code ?} as it was written, however often it occurs by now. */
  @Override
  public RelDataType getParameterRowType(SqlNode statement) {
    return parameters.rowType(statement, this, places.count());
  }

  /** A name is looked up among the functions once: most are a column's. */
  @Override
  public @Nullable SqlCall makeNullaryCall(SqlIdentifier id) {
    if (id.isComponentQuoted(id.names.size() - 1) || noFunctions.contains(id.names)) {
      return null;
    }
    SqlCall call = super.makeNullaryCall(id);
    if (call == null) {
      noFunctions.add(id.names);
    }
    return call;
  }

  /** Not known of a parameter that something is asked about before its surroundings are. */
  @Override
  public RelDataType getValidatedNodeType(SqlNode node) {
    RelDataType type = getValidatedNodeTypeIfKnown(node);
    return type == null && node instanceof SqlDynamicParam
        ? unknownType
        : super.getValidatedNodeType(node);
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
    if (ofSeed != null) {
      SeedTypes.check(item.name.getSimple(), union, ofSeed, getValidatedNodeType(union));
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
    SqlValidatorScope ofOperands = scopeOfOperands(node, scope);
    alikeValues.settleIn(node, ofOperands);
    boolean isKnown = getValidatedNodeTypeIfKnown(node) != null;
    if (!isKnown && places.count() > 0) {
      parameterOperands.settleIn(node, ofOperands, unknownType);
    }
    if (!isKnown && alikeValues.tellParameters(node)) {
      inferUnknownTypes(unknownType, ofOperands, node);
    }
    if (isKnown || ofOperands == scope) {
      return super.deriveType(scope, node);
    }
    RelDataType type = scope.nullifyType(node, super.deriveType(ofOperands, node));
    setValidatedNodeType(node, type);
    return type;
  }

  private SqlValidatorScope scopeOfOperands(SqlNode node, SqlValidatorScope scope) {
    return node instanceof SqlCall call
            && scope instanceof AggregatingSelectScope groups
            && names.isOfSets(groups.getNode(), call)
        ? groups.getParent()
        : scope;
  }

  @Override
  protected void inferUnknownTypes(RelDataType inferred, SqlValidatorScope scope, SqlNode node) {
    if (node instanceof SqlDynamicParam parameter) {
      RelDataType type =
          parameters.settle(parameter, inferred.equals(unknownType) ? null : inferred);
      super.inferUnknownTypes(type, scope, node);
      return;
    }
    SqlValidatorScope ofOperands = scopeOfOperands(node, scope);
    if (places.count() > 0) {
      parameterOperands.settleIn(node, ofOperands, inferred);
    }
    alikeValues.settleIn(node, ofOperands);
    super.inferUnknownTypes(inferred, ofOperands, node);
  }

  @Override
  protected void validateValues(SqlCall values, RelDataType target, SqlValidatorScope scope) {
    List<SqlCall> rows = values.getOperandList().stream().map(SqlCall.class::cast).toList();
    int columns = rows.stream().mapToInt(SqlCall::operandCount).min().orElse(0);
    for (int i = 0; i < columns; i++) {
      int column = i;
      alikeValues.literals(scope, "VALUES").ofColumn(rows, column);
      alikeValues.settle(rows.stream().map(row -> row.<SqlNode>operand(column)).toList(), scope);
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

  /** Whether the type of a parameter that was met may turn out to be another. */
  boolean guessesParameters() {
    return parameters.isAnyGuessed();
  }

  /** Also where windows that bear two names are the same. */
  @Override
  protected void validateWindowClause(SqlSelect select) {
    SqlNodeList windows = select.getWindowList();
    if (Windows.haveQuery(windows)) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "a query within WINDOW is not supported: write the window after OVER, or"
              + " compute the query's value in a subquery");
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
          "rows can't be grouped by a window function, which is computed after grouping;"
              + " compute it in a subquery");
    }
  }

  /**
   * {@code (w ROWS …)}, behind {@code OVER} or with a name of its own, is over {@code w}'s rows, in
   * its order, with a frame of its own.
   */
  @Override
  public SqlWindow resolveWindow(SqlNode windowOrName, SqlValidatorScope scope) {
    return FramedWindows.resolved(
        windowOrName, scope, this, plain -> super.resolveWindow(plain, scope));
  }
}
