/**
 * {@code EXPLAIN}, {@code EXPLAIN ANALYZE}, {@code EXPLAIN (REQUESTS)}; Calcite's own {@code EXPLAIN
 * PLAN} is another.
 */
SqlNode SqlExplainQuery() :
{
    final Span s;
    SqlOperator wish = GrammarOperators.EXPLAIN;
    final SqlNode query;
}
{
    <EXPLAIN> { s = span(); }
    [
        LOOKAHEAD(1)
        <ANALYZE> { wish = GrammarOperators.EXPLAIN_ANALYZE; }
        [ LOOKAHEAD(1) <PLAN> <FOR> ]
    ]
    [
        LOOKAHEAD({ isExplainOption("ANALYZE") })
        <LPAREN> <ANALYZE> <RPAREN> { wish = GrammarOperators.EXPLAIN_ANALYZE; }
    ]
    [
        LOOKAHEAD({ isExplainOption("REQUESTS") })
        <LPAREN> Identifier() <RPAREN> { wish = GrammarOperators.EXPLAIN_REQUESTS; }
    ]
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY) {
        return wish.createCall(s.end(this), query);
    }
}

/** {@code SHOW TABLES LIKE 'r%'}, {@code DESCRIBE runs}, {@code SUMMARIZE runs}. */
SqlNode LookAround() :
{
    final Span s;
    final String what;
    SqlNode of = null;
    SqlNode pattern = null;
}
{
    (
        <SHOW> { s = span(); }
        Identifier() { what = "SHOW " + getToken(0).image.toUpperCase(Locale.ROOT); }
        [ ( <FROM> | <IN> ) of = CompoundIdentifier() ]
        [ <LIKE> pattern = StringLiteral() ]
    |
        ( <DESCRIBE> | <DESC> ) { s = span(); what = "DESCRIBE"; }
        [ LOOKAHEAD(1) <TABLE> ]
        of = CompoundIdentifier()
    |
        <SUMMARIZE> { s = span(); what = "SUMMARIZE"; }
        [ LOOKAHEAD(1) <TABLE> ]
        of = CompoundIdentifier()
    )
    { return GrammarOperators.lookAround(what, of, pattern, s.end(this)); }
}

/** {@code USE vision}, {@code SET SCHEMA vision}. */
SqlNode ChooseSchema() :
{
    final Span s;
    final SqlNode name;
}
{
    (
        <USE> { s = span(); }
        [ LOOKAHEAD(<SCHEMA> SimpleIdentifier()) <SCHEMA> ]
    |
        <SET> { s = span(); }
        <SCHEMA> [ <EQ> ]
    )
    (
        name = CompoundIdentifier()
    |
        name = StringLiteral()
    )
    { return GrammarOperators.USE.createCall(s.end(this), name); }
}
