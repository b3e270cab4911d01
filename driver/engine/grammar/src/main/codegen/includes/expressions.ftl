/** {@code x::type}, which binds tighter than anything else: its operand is the last one. */
void InfixCast(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlNode type;
    final SqlNode value;
}
{
    <INFIX_CAST> {
        checkNonQueryExpression(exprContext);
        value = (SqlNode) list.remove(list.size() - 1);
    }
    (
        <INTERVAL>
        (
            LOOKAHEAD(1)
            type = IntervalQualifier()
        |
            type = IntervalWithoutQualifier()
        )
    |
        type = DataType()
    )
    { list.add(SqlStdOperatorTable.CAST.createCall(Span.of(value).end(this), value, type)); }
}

/** {@code x AT TIME ZONE 'UTC'}. */
void AtTimeZone(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlNode zone;
    final SqlNode value;
}
{
    <AT> <TIME> <ZONE> {
        checkNonQueryExpression(exprContext);
        value = (SqlNode) list.remove(list.size() - 1);
    }
    zone = AtomicRowExpression() {
        list.add(
            createCall(new SqlIdentifier("TIMEZONE", getPos()), Span.of(value).end(this),
                SqlFunctionCategory.USER_DEFINED_FUNCTION, null, ImmutableList.of(zone, value)));
    }
}

/** {@code x IS NAN}, {@code x IS NOT NAN}. */
void IsNan(List<Object> list, ExprContext exprContext, Span s) :
{
    boolean not = false;
}
{
    <IS> [ <NOT> { not = true; } ] <NAN> {
        checkNonQueryExpression(exprContext);
        list.add(new SqlParserUtil.ToTreeListItem(
            not ? GrammarOperators.IS_NOT_NAN : GrammarOperators.IS_NAN, getPos()));
    }
}

/** A literal behind its type, as in {@code float8 '1.5'}; what date and time are is Calcite's. */
SqlNode TypedLiteral() :
{
    final SqlNode type;
    final SqlNode text;
}
{
    type = DataType()
    text = StringLiteral() {
        return SqlStdOperatorTable.CAST.createCall(Span.of(type).end(this), text, type);
    }
}

/** {@code INTERVAL '1' DAY}, {@code INTERVAL '1 day'}, {@code INTERVAL 1 DAY}. */
SqlNode IntervalValue() :
{
    final Span s;
    final Span ofText;
    final String text;
    final SqlIntervalQualifier units;
    int sign = 1;
    SqlNode e;
}
{
    <INTERVAL> { s = span(); }
    [
        <MINUS> { sign = -1; }
    |
        <PLUS>
    ]
    (
        text = SimpleStringLiteral() { ofText = span(); }
        (
            LOOKAHEAD(1)
            units = IntervalQualifier() {
                return SqlParserUtil.parseIntervalLiteral(s.end(this), sign, text, units);
            }
        |
            {
                e = GrammarOperators.interval(text, s.end(this));
                return sign < 0 ? SqlStdOperatorTable.UNARY_MINUS.createCall(s.end(this), e) : e;
            }
        )
    |
        (
            <LPAREN>
            e = Expression(ExprContext.ACCEPT_SUB_QUERY)
            <RPAREN>
        |
            LOOKAHEAD(1)
            e = UnsignedNumericLiteral()
        |
            e = DynamicParam()
        |
            e = CompoundIdentifier()
        )
        units = IntervalQualifierStart() {
            if (sign < 0) {
                e = SqlStdOperatorTable.UNARY_MINUS.createCall(e.getParserPosition(), e);
            }
            return SqlStdOperatorTable.INTERVAL.createCall(s.end(this), e, units);
        }
    )
}

/** The first argument of a call, which may be a query with an order of its own. */
SqlNode FirstArgument(ExprContext exprContext) :
{
    final SqlNode e;
}
{
    (
        LOOKAHEAD({ isQuery() })
        e = OrderedQueryOrExpr(exprContext)
    |
        e = QueryOrExpr(exprContext)
    )
    { return e; }
}

/** {@code UNNEST(x)} that is selected, not read from. */
SqlNode SelectedItems() :
{
    final Span s;
    final SqlNode e;
}
{
    <UNNEST> { s = span(); }
    <LPAREN>
    e = Expression(ExprContext.ACCEPT_SUB_QUERY)
    <RPAREN>
    { return SqlStdOperatorTable.UNNEST.createCall(s.end(this), e); }
}
