/** {@code FROM t}, {@code FROM t SELECT x}: what is selected may come later, or not at all. */
SqlNode FromFirst() :
{
    final Span s;
    final SqlNode from;
    final List<SqlLiteral> keywords = new ArrayList<SqlLiteral>();
    final List<SqlNode> selectList = new ArrayList<SqlNode>();
    final SqlLiteral keyword;
    final SqlNode where;
    final SqlNodeList groupBy;
    final SqlNode having;
    final SqlNodeList windows;
    final SqlNode qualify;
}
{
    <FROM> { s = span(); }
    from = FromClause()
    (
        <SELECT>
        ( keyword = AllOrDistinct() { keywords.add(keyword); } )?
        AddSelectItem(selectList)
        ( LOOKAHEAD(1) <COMMA> AddSelectItem(selectList) )*
    |
        { selectList.add(SqlIdentifier.star(s.pos())); }
    )
    ( where = Where() | { where = null; } )
    ( groupBy = GroupBy() | { groupBy = null; } )
    ( having = Having() | { having = null; } )
    ( windows = Window() | { windows = null; } )
    ( qualify = Qualify() | { qualify = null; } )
    {
        return new SqlSelect(s.end(this), new SqlNodeList(keywords, s.pos()),
            new SqlNodeList(selectList, Span.of(selectList).pos()), from, where, groupBy, having,
            windows, qualify, null, null, null, SqlNodeList.EMPTY);
    }
}

/** {@code DISTINCT ON (a, b)}, without the first word. */
SqlNodeList DistinctKeys() :
{
    final SqlNodeList keys;
}
{
    <ON> keys = ParenthesizedQueryOrCommaList(ExprContext.ACCEPT_NON_QUERY) { return keys; }
}

/** {@code {oj a LEFT JOIN b ON …}}. */
SqlNode EscapedJoin() :
{
    SqlNode e;
}
{
    <LBRACE_OJ>
    e = TableRef1(ExprContext.ACCEPT_QUERY_OR_JOIN)
    ( e = JoinTable(e) )*
    <RBRACE> { return e; }
}

/** {@code {limit n offset m}}. */
void EscapedLimit(SqlNode[] offsetFetch) :
{
}
{
    <LBRACE_LIMIT> offsetFetch[1] = UnsignedNumericLiteralOrParam()
    [ <OFFSET> offsetFetch[0] = UnsignedNumericLiteralOrParam() ]
    <RBRACE>
}
