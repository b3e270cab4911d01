<#-- What of Calcite's grammar is otherwise here: first what there is, then what is wanted. -->

<@change why="The file is named by Grammar.jj"><#noparse>
<@pp.dropOutputFile />

<@pp.changeOutputFile name="javacc/Parser.jj" />

options {
=======
options {
</#noparse></@change>

<#-- Statements: a query, what looks around, and nothing that writes. -->

<@change why="Statements are ours"><#noparse>
        stmt = ${parser.setOptionParserMethod!default.parser.setOptionParserMethod}(Span.of(), null)
    |
        stmt = SqlAlter()
    |
=======
</#noparse></@change>

<@change why="Nothing is written"><#noparse>
        stmt = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    |
        stmt = SqlExplain()
    |
        stmt = SqlDescribe()
    |
        stmt = SqlInsert()
    |
        stmt = SqlDelete()
    |
        stmt = SqlUpdate()
    |
        stmt = SqlMerge()
    |
        stmt = SqlProcedureCall()
    )
=======
        stmt = SqlExplain()
    |
        stmt = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    )
</#noparse></@change>

<@change why="A query is explained, nothing that writes"><#noparse>
        stmt = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    |
        stmt = SqlInsert()
    |
        stmt = SqlDelete()
    |
        stmt = SqlUpdate()
    |
        stmt = SqlMerge()
    ) { return stmt; }
=======
        stmt = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    ) { return stmt; }
</#noparse></@change>

<#-- What nobody writes, and what would stand in the way of names. -->

<@change why="No streams"><#noparse>
    SqlSelectKeywords(keywords)
    (
        <STREAM> {
            keywords.add(SqlSelectKeyword.STREAM.symbol(getPos()));
        }
    )?
=======
    SqlSelectKeywords(keywords)
</#noparse></@change>

<@change why="No measures"><#noparse>
        [ <AS>
            [ <MEASURE> {
                    e = SqlInternalOperators.MEASURE.createCall(
                        e.getParserPosition(), e);
                }
            ]
        ]
        (
=======
        [ <AS> ]
        (
</#noparse></@change>

<@change why="Tables aren't extended, nor snapshots, nor matched by patterns"><#noparse>
            [ tableRef = ExtendTable(tableRef) ]
            tableRef = Over(tableRef)
            [ tableRef = Snapshot(tableRef) ]
            [
              LOOKAHEAD(3)
              tableRef = MatchRecognize(tableRef)
            ]
=======
            tableRef = Over(tableRef)
</#noparse></@change>

<@change why="Queries aren't matched by patterns"><#noparse>
        tableRef = addLateral(tableRef, lateral)
        [
          LOOKAHEAD(3)
          tableRef = MatchRecognize(tableRef)
        ]
    |
=======
        tableRef = addLateral(tableRef, lateral)
    |
</#noparse></@change>

<@change why="No lambdas, since -> is JSON's; in the first argument"><#noparse>
        e = Default()
    |
        LOOKAHEAD((SimpleIdentifierOrList() | <LPAREN> <RPAREN>) <LAMBDA>)
        e = LambdaExpression()
    |
        LOOKAHEAD(3)
        e = TableParam()
=======
        e = Default()
    |
        LOOKAHEAD(3)
        e = TableParam()
</#noparse></@change>

<@change why="No lambdas, since -> is JSON's; in the other arguments"><#noparse>
    |
        LOOKAHEAD((SimpleIdentifierOrList() | <LPAREN> <RPAREN>) <LAMBDA>)
        e = LambdaExpression()
    |
        e = Expression(exprContext)
=======
    |
        e = Expression(exprContext)
</#noparse></@change>

<@change why="-> and ->> read JSON"><#noparse>
|   < LAMBDA: "->" >
=======
|   < JSON_MEMBER: "->" >
|   < JSON_MEMBER_TEXT: "->>" >
</#noparse></@change>

<@change why="What an atom is: the most frequent first, and a name where no call follows"><#noparse>
        LOOKAHEAD(2)
        e = LiteralOrIntervalExpression()
    |
        e = DynamicParam()
    |
        LOOKAHEAD(2)
        e = BuiltinFunctionCall()
    |
        e = JdbcFunctionCall()
    |
        e = MultisetConstructor()
    |
        e = ArrayConstructor()
    |
        LOOKAHEAD(3)
        e = MapConstructor()
    |
        e = PeriodConstructor()
    |
        // NOTE jvs 18-Jan-2005:  use syntactic lookahead to discriminate
        // compound identifiers from function calls in which the function
        // name is a compound identifier
        LOOKAHEAD( [<SPECIFIC>] FunctionName() <LPAREN>)
        e = NamedFunctionCall()
    |
        e = ContextVariable()
    |
        e = CompoundIdentifier()
    |
        LOOKAHEAD({ allowRowValueStar() })
        <STAR> { return SqlIdentifier.star(getPos()); }
    |
        e = NewSpecification()
    |
        e = CaseExpression()
    |
        e = SequenceExpression()
=======
        LOOKAHEAD({ isName() })
        e = CompoundIdentifier()
    |
        LOOKAHEAD(2)
        e = LiteralOrIntervalExpression()
    |
        e = DynamicParam()
    |
        LOOKAHEAD(2)
        e = BuiltinFunctionCall()
    |
        e = JdbcFunctionCall()
    |
        LOOKAHEAD({ getToken(1).kind == ARRAY && getToken(2).kind == LBRACKET })
        e = ArrayConstructor()
    |
        LOOKAHEAD(FunctionName() <LPAREN>)
        e = NamedFunctionCall()
    |
        LOOKAHEAD(ContextVariable())
        e = ContextVariable()
    |
        e = CompoundIdentifier()
    |
        LOOKAHEAD({ allowRowValueStar() })
        <STAR> { e = SqlIdentifier.star(getPos()); }
    |
        e = CaseExpression()
    |
        e = SelectedItems()
</#noparse></@change>

<@change why="A star is a star"><#noparse>
    (
        <STAR> {
            e = SqlIdentifier.star(getPos());
        }
    |
=======
    (
        LOOKAHEAD(1)
        <STAR> {
            e = SqlIdentifier.star(getPos());
        }
    |
</#noparse></@change>

<@change why="MATCH_CONDITION is a name as well, behind a table"><#noparse>
        [ <MATCH_CONDITION> matchCondition = Expression(ExprContext.ACCEPT_SUB_QUERY) ]
=======
        [
            LOOKAHEAD(1)
            <MATCH_CONDITION> matchCondition = Expression(ExprContext.ACCEPT_SUB_QUERY)
        ]
</#noparse></@change>

<@change why="Table functions have no specific names"><#noparse>
    [
        <SPECIFIC>
        {
            funcType = SqlFunctionCategory.USER_DEFINED_TABLE_SPECIFIC_FUNCTION;
        }
    ]
    call = NamedRoutineCall(funcType, ExprContext.ACCEPT_CURSOR)
=======
    call = NamedRoutineCall(funcType, ExprContext.ACCEPT_CURSOR)
</#noparse></@change>

<@change why="CUBE is a name where no parenthesis follows"><#noparse>
|   <CUBE> { s = span(); }
=======
|   LOOKAHEAD(2) <CUBE> { s = span(); }
</#noparse></@change>

<@change why="RECURSIVE is a name as well"><#noparse>
    <WITH> [ <RECURSIVE> { recursive = true; } ]{ s = span(); }
=======
    <WITH> [ LOOKAHEAD(2) <RECURSIVE> { recursive = true; } ]{ s = span(); }
</#noparse></@change>

<@change why="VALUE is a name"><#noparse>
    (
        <VALUES> { s = span(); }
    |
        <VALUE>
        {
            s = span();
            if (!this.conformance.isValueAllowed()) {
                throw SqlUtil.newContextException(getPos(), RESOURCE.valueNotAllowed());
            }
        }
    )
    AddRowConstructor(list)
=======
    <VALUES> { s = span(); }
    AddRowConstructor(list)
</#noparse></@change>

<@change why="No paths behind colons"><#noparse>
        LOOKAHEAD(2, <COLON> ( SimpleIdentifier() | <LBRACKET> ),
            { this.conformance.isColonFieldAccessAllowed() })
        <COLON> {
            colonPos = getPos();
            segments = new ArrayList<SqlNode>();
            s = span();
        }
        (
            p = SimpleIdentifier() {
                segments.add(p.getParserPosition().isQuoted()
                    ? p
                    : new SqlIdentifier(getToken(0).image, p.getParserPosition()));
            }
        |
            ColonBracketSegment(segments)
        )
        (
            LOOKAHEAD(2) <DOT>
            p = SimpleIdentifier() {
                segments.add(p.getParserPosition().isQuoted()
                    ? p
                    : new SqlIdentifier(getToken(0).image, p.getParserPosition()));
            }
        |
            ColonBracketSegment(segments)
        )*
        {
            list.add(
                new SqlParserUtil.ToTreeListItem(
                    SqlStdOperatorTable.COLON, colonPos));
            list.add(new SqlNodeList(segments, s.end(this)));
        }
=======
        UnusedExtension()
</#noparse></@change>

<@change why="Regular expressions ignore case by a star"><#noparse>
                    <NEGATE> <TILDE> { op = SqlStdOperatorTable.NEGATED_POSIX_REGEX_CASE_SENSITIVE; }
                    [ <STAR> { op = SqlStdOperatorTable.NEGATED_POSIX_REGEX_CASE_INSENSITIVE; } ]
                |
                    <TILDE> { op = SqlStdOperatorTable.POSIX_REGEX_CASE_SENSITIVE; }
                    [ <STAR> { op = SqlStdOperatorTable.POSIX_REGEX_CASE_INSENSITIVE; } ]
=======
                    <NEGATE> <TILDE> { op = SqlStdOperatorTable.NEGATED_POSIX_REGEX_CASE_SENSITIVE; }
                    [
                        LOOKAHEAD(1)
                        <STAR> { op = SqlStdOperatorTable.NEGATED_POSIX_REGEX_CASE_INSENSITIVE; }
                    ]
                |
                    <TILDE> { op = SqlStdOperatorTable.POSIX_REGEX_CASE_SENSITIVE; }
                    [
                        LOOKAHEAD(1)
                        <STAR> { op = SqlStdOperatorTable.POSIX_REGEX_CASE_INSENSITIVE; }
                    ]
</#noparse></@change>

<@change why="In brackets stands a key"><#noparse>
                ( <OFFSET> { itemOp = SqlLibraryOperators.OFFSET; } <LPAREN> { e = Expression(ExprContext.ACCEPT_SUB_QUERY); } <RPAREN>
                | <ORDINAL> { itemOp = SqlLibraryOperators.ORDINAL; } <LPAREN> { e = Expression(ExprContext.ACCEPT_SUB_QUERY); } <RPAREN>
                | <SAFE_OFFSET> { itemOp = SqlLibraryOperators.SAFE_OFFSET; } <LPAREN> { e = Expression(ExprContext.ACCEPT_SUB_QUERY); } <RPAREN>
                | <SAFE_ORDINAL> { itemOp = SqlLibraryOperators.SAFE_ORDINAL; } <LPAREN> { e = Expression(ExprContext.ACCEPT_SUB_QUERY); } <RPAREN>
                | { itemOp = SqlStdOperatorTable.ITEM; } e = Expression(ExprContext.ACCEPT_SUB_QUERY)
                )
=======
                { itemOp = SqlStdOperatorTable.ITEM; }
                e = Expression(ExprContext.ACCEPT_SUB_QUERY)
</#noparse></@change>

<@change why="UESCAPE is a name as well, behind a text"><#noparse>
    [
        <UESCAPE> <QUOTED_STRING>
        {
            if (unicodeEscapeChar == 0) {
=======
    [
        LOOKAHEAD(2)
        <UESCAPE> <QUOTED_STRING>
        {
            if (unicodeEscapeChar == 0) {
</#noparse></@change>

<@change why="UESCAPE is a name as well, behind a name"><#noparse>
        [
            <UESCAPE> <QUOTED_STRING> {
                String s = SqlParserUtil.parseString(token.image);
=======
        [
            LOOKAHEAD(2)
            <UESCAPE> <QUOTED_STRING> {
                String s = SqlParserUtil.parseString(token.image);
</#noparse></@change>

<@change why="No types of collections"><#noparse>
    (
        typeName = CollectionsTypeName(typeName)
    )*
=======
</#noparse></@change>

<@change why="No types of rows and maps"><#noparse>
        typeNameSpec = RowTypeName()
    |
        LOOKAHEAD(2)
        typeNameSpec = MapTypeName()
    |
        typeName = CompoundIdentifier() {
=======
        typeName = CompoundIdentifier() {
</#noparse></@change>

<@change why="DOUBLE PRECISION is one type"><#noparse>
        [ <PRECISION> ] { sqlTypeName = SqlTypeName.DOUBLE; }
=======
        [ LOOKAHEAD(1) <PRECISION> ] { sqlTypeName = SqlTypeName.DOUBLE; }
</#noparse></@change>

<@change why="No other character sets"><#noparse>
    [
        <CHARACTER> <SET>
        charSetName = Identifier()
    ]
=======
</#noparse></@change>

<@change why="WITHIN is a name as well, behind a list"><#noparse>
    [
        e = withinGroup(aggCall) {
            if (orderList != null) {
=======
    [
        LOOKAHEAD(2)
        e = withinGroup(aggCall) {
            if (orderList != null) {
</#noparse></@change>

<@change why="WITHIN and FILTER are names as well, behind a call"><#noparse>
    [
        call = withinGroup(call)
    ]
    [
        <FILTER> { filterSpan = span(); }
=======
    [
        LOOKAHEAD(2)
        call = withinGroup(call)
    ]
    [
        LOOKAHEAD(2)
        <FILTER> { filterSpan = span(); }
</#noparse></@change>

<@change why="A function is called by its name"><#noparse>
        qualifiedName = CompoundIdentifier()
    |
        qualifiedName = ReservedFunctionName()
=======
        LOOKAHEAD(1)
        qualifiedName = CompoundIdentifier()
    |
        qualifiedName = ReservedFunctionName()
</#noparse></@change>

<@change why="What JDBC calls is a name"><#noparse>
        <CONVERT> { name = unquotedIdentifier(); }
        <LPAREN>
        e = Expression(ExprContext.ACCEPT_SUB_QUERY) {
=======
        LOOKAHEAD(2)
        <CONVERT> { name = unquotedIdentifier(); }
        <LPAREN>
        e = Expression(ExprContext.ACCEPT_SUB_QUERY) {
</#noparse></@change>

<@change why="What JDBC calls is a word that is no function elsewhere, or is one"><#noparse>
            // For cases like {fn power(1,2)} and {fn lower('a')}
            id = ReservedFunctionName() { name = id.getSimple(); }
        |
            // For cases like {fn substring('foo', 1,2)}
            name = NonReservedJdbcFunctionName()
        |
            name = Identifier()
=======
            LOOKAHEAD(1)
            id = ReservedFunctionName() { name = id.getSimple(); }
        |
            name = Identifier()
</#noparse></@change>

<@change why="Nothing that only other databases have: periods and the like"><#noparse>
|   <MEMBER> <OF> { return SqlStdOperatorTable.MEMBER_OF; }
|   LOOKAHEAD(2) <SUBMULTISET> <OF> { return SqlStdOperatorTable.SUBMULTISET_OF; }
|   <NOT> <SUBMULTISET> <OF> { return SqlStdOperatorTable.NOT_SUBMULTISET_OF; }
|   <CONTAINS> { return SqlStdOperatorTable.CONTAINS; }
|   <OVERLAPS> { return SqlStdOperatorTable.OVERLAPS; }
|   <CARET> { return SqlStdOperatorTable.BITXOR_OPERATOR; }
|   <EQUALS> { return SqlStdOperatorTable.PERIOD_EQUALS; }
|   <AMPERSAND> { return SqlStdOperatorTable.BITAND_OPERATOR; }
|   <PRECEDES> { return SqlStdOperatorTable.PRECEDES; }
|   <SUCCEEDS> { return SqlStdOperatorTable.SUCCEEDS; }
|   LOOKAHEAD(2) <IMMEDIATELY> <PRECEDES> { return SqlStdOperatorTable.IMMEDIATELY_PRECEDES; }
|   <IMMEDIATELY> <SUCCEEDS> { return SqlStdOperatorTable.IMMEDIATELY_SUCCEEDS; }
|   op = BinaryMultisetOperator() { return op; }
=======
|   <OVERLAPS> { return SqlStdOperatorTable.OVERLAPS; }
|   <CARET> { return SqlStdOperatorTable.BITXOR_OPERATOR; }
|   <AMPERSAND> { return SqlStdOperatorTable.BITAND_OPERATOR; }
</#noparse></@change>

<@change why="No calls within patterns"><#noparse>
        node = MatchRecognizeFunctionCall() { return node; }
    |
=======
</#noparse></@change>

<@change why="No windows of streams"><#noparse>
    |
        node = GroupByWindowingCall() { return node; }
    )
=======
    )
</#noparse></@change>

<#-- What there is besides. -->

<@change why="What looks around is a statement"><#noparse>
        stmt = SqlExplain()
    |
        stmt = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    )
=======
        LOOKAHEAD(<EXPLAIN> <PLAN>)
        stmt = SqlExplain()
    |
        stmt = SqlExplainQuery()
    |
        LOOKAHEAD({ isLookAround() })
        stmt = LookAround()
    |
        LOOKAHEAD({ isChoice() })
        stmt = ChooseSchema()
    |
        stmt = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    )
</#noparse></@change>

<@change why="What the parser looks ahead for"><#noparse>
    private SqlNode extend(SqlNode table, SqlNodeList extendList) {
        return SqlStdOperatorTable.EXTEND.createCall(
            Span.of(table, extendList).pos(), table, extendList);
    }
=======
    /** Whether a name comes that nothing is called by, and that is no type before a literal. */
    private boolean isName() {
        int last = 1;
        while (isPartOfName(getToken(last).kind)) {
            int next = getToken(last + 1).kind;
            if (next != DOT) {
                return next != LPAREN && next != QUOTED_STRING;
            }
            last += 2;
        }
        return false;
    }

    private static boolean isPartOfName(int kind) {
        return kind == IDENTIFIER || kind == QUOTED_IDENTIFIER || kind == BACK_QUOTED_IDENTIFIER;
    }

    /** Whether a type comes, and then a text. */
    private boolean isTypedLiteral() {
        int text = getToken(1).kind == DOUBLE && getToken(2).kind == PRECISION ? 3 : 2;
        return getToken(text).kind == QUOTED_STRING
            && GrammarOperators.isType(getToken(1).image);
    }

    private boolean isQuery() {
        int first = getToken(1).kind;
        return first == SELECT || first == WITH || first == VALUES || first == FROM
            || first == TABLE;
    }

    private boolean isLookAround() {
        int first = getToken(1).kind;
        int second = getToken(2).kind;
        return (first == SHOW || first == DESCRIBE || first == DESC || first == SUMMARIZE)
            && second != EOF && second != LPAREN && second != SEMICOLON && second != DOT;
    }

    private boolean isExplainOption(String word) {
        return getToken(1).kind == LPAREN && getToken(3).kind == RPAREN
            && getToken(2).image.equalsIgnoreCase(word);
    }

    private boolean isChoice() {
        return getToken(1).kind == USE || getToken(1).kind == SET && getToken(2).kind == SCHEMA;
    }

    /** A table as it is, a join as a query, so that it can have an alias. */
    private SqlNode aliasable(SqlNode table) {
        return table instanceof SqlJoin ? GrammarOperators.query(table) : table;
    }
</#noparse></@change>

<@change why="SELECT DISTINCT ON"><#noparse>
    (
        keyword = AllOrDistinct() { keywords.add(keyword); }
    )?
    {
        keywordList = new SqlNodeList(keywords, s.addAll(keywords).pos());
    }
=======
    (
        keyword = AllOrDistinct() { keywords.add(keyword); }
        [ keys = DistinctKeys() ]
    )?
    {
        keywordList = new SqlNodeList(keywords, s.addAll(keywords).pos());
    }
</#noparse></@change>

<@change why="The keys of DISTINCT ON"><#noparse>
    final SqlNodeList by;
    final List<SqlNode> hints = new ArrayList<SqlNode>();
    final Span s;
}
{
    <SELECT> { s = span(); }
    [ <HINT_BEG> AddHint(hints) ( <COMMA> AddHint(hints) )* <COMMENT_END> ]
=======
    final SqlNodeList by;
    final List<SqlNode> hints = new ArrayList<SqlNode>();
    final Span s;
    SqlNodeList keys = null;
}
{
    <SELECT> { s = span(); }
    [ <HINT_BEG> AddHint(hints) ( <COMMA> AddHint(hints) )* <COMMENT_END> ]
</#noparse></@change>

<@change why="Rows are chosen without FROM as well"><#noparse>
    (
        <FROM> fromClause = FromClause()
        ( where = Where() | { where = null; } )
        ( groupBy = GroupBy() | { groupBy = null; } )
        ( having = Having() | { having = null; } )
        ( windowDecls = Window() | { windowDecls = null; } )
        ( qualify = Qualify() | { qualify = null; } )
    |
        E() {
            fromClause = null;
            where = null;
            groupBy = null;
            having = null;
            windowDecls = null;
            qualify = null;
        }
    )
    {
        final SqlSelect select = new SqlSelect(s.end(this), keywordList,
            new SqlNodeList(selectList, Span.of(selectList).pos()),
            fromClause, where, groupBy, having, windowDecls, qualify,
            null, null, null, new SqlNodeList(hints, getPos()));
=======
    ( <FROM> fromClause = FromClause() | { fromClause = null; } )
    ( where = Where() | { where = null; } )
    ( groupBy = GroupBy() | { groupBy = null; } )
    ( having = Having() | { having = null; } )
    ( windowDecls = Window() | { windowDecls = null; } )
    ( qualify = Qualify() | { qualify = null; } )
    {
        final SqlSelect select = GrammarOperators.select(s.end(this), keywordList, keys,
            new SqlNodeList(selectList, Span.of(selectList).pos()),
            fromClause, where, groupBy, having, windowDecls, qualify,
            new SqlNodeList(hints, getPos()));
</#noparse></@change>

<@change why="A comma behind what is selected belongs to the list"><#noparse>
    ( <COMMA> AddSelectItem(selectList) )*
=======
    ( LOOKAHEAD(1) <COMMA> AddSelectItem(selectList) )*
</#noparse></@change>

<@change why="FROM first"><#noparse>
    e = SqlSelect() { return e; }
|
    e = TableConstructor() { return e; }
=======
    e = SqlSelect() { return e; }
|
    e = FromFirst() { return e; }
|
    e = TableConstructor() { return e; }
</#noparse></@change>

<@change why="GROUP BY ALL"><#noparse>
    |   <ALL> { distinct = false; }
    |   { distinct = false; }
    )
    list = GroupingElementList() {
        final SqlParserPos pos = s.end(this);
=======
    |   <ALL> { distinct = false; all = true; }
    |   { distinct = false; }
    )
    (
        LOOKAHEAD({ all && endsGroupBy(getToken(1).kind) })
        { list = ImmutableList.of(GrammarOperators.GROUP_BY_ALL.createCall(s.end(this))); }
    |
        list = GroupingElementList()
    )
    {
        final SqlParserPos pos = s.end(this);
</#noparse></@change>

<@change why="Whether GROUP BY ALL was written"><#noparse>
    final List<SqlNode> list;
    final boolean distinct;
    final Span s;
}
{
    <GROUP> { s = span(); }
=======
    final List<SqlNode> list;
    final boolean distinct;
    final Span s;
    boolean all = false;
}
{
    <GROUP> { s = span(); }
</#noparse></@change>

<@change why="What may follow GROUP BY ALL"><#noparse>
    private SqlNode aliasable(SqlNode table) {
=======
    private static boolean endsGroupBy(int kind) {
        return kind == EOF || kind == RPAREN || kind == SEMICOLON || kind == HAVING
            || kind == WINDOW || kind == QUALIFY || kind == ORDER || kind == LIMIT
            || kind == OFFSET || kind == FETCH || kind == UNION || kind == INTERSECT
            || kind == EXCEPT || kind == SET_MINUS || kind == LBRACE_LIMIT;
    }

    private SqlNode aliasable(SqlNode table) {
</#noparse></@change>

<@change why="Behind AS any word is a label"><#noparse>
        [ <AS> ]
        (
            id = SimpleIdentifier()
        |
            // Mute the warning about ambiguity between alias and continued
            // string literal.
            LOOKAHEAD(1)
            id = SimpleIdentifierFromStringLiteral()
        )
=======
        (
            <AS>
            (
                id = Label()
            |
                LOOKAHEAD(1)
                id = SimpleIdentifierFromStringLiteral()
            )
        |
            id = SimpleIdentifier()
        |
            LOOKAHEAD(1)
            id = SimpleIdentifierFromStringLiteral()
        )
</#noparse></@change>

<@change why="Queries of WITH may be said to be materialized"><#noparse>
    <AS>
    definition = ParenthesizedExpression(ExprContext.ACCEPT_QUERY)
=======
    <AS> [ [ <NOT> ] <MATERIALIZED> ]
    definition = ParenthesizedExpression(ExprContext.ACCEPT_QUERY)
</#noparse></@change>

<@change why="A join has its condition behind the joins within it"><#noparse>
    joinType = JoinType()
    e2 = TableRef1(ExprContext.ACCEPT_QUERY_OR_JOIN)
    (
=======
    joinType = JoinType()
    e2 = TableRef1(ExprContext.ACCEPT_QUERY_OR_JOIN)
    (
        LOOKAHEAD({ isConditioned(natural, joinType) && isJoin(getToken(1).kind) })
        e2 = JoinTable(e2)
    )*
    (
</#noparse></@change>

<@change why="Which joins have a condition, and where one begins"><#noparse>
    private SqlNode aliasable(SqlNode table) {
=======
    private static boolean isConditioned(SqlLiteral natural, SqlLiteral joinType) {
        return !natural.booleanValue() && joinType.getValueAs(JoinType.class) != JoinType.CROSS;
    }

    private static boolean isJoin(int kind) {
        return kind == JOIN || kind == INNER || kind == LEFT || kind == RIGHT || kind == FULL
            || kind == CROSS || kind == NATURAL || kind == ASOF;
    }

    private SqlNode aliasable(SqlNode table) {
</#noparse></@change>

<@change why="A join in parentheses may have an alias"><#noparse>
            // Standard SQL (and Postgres) allow applying "AS alias" to a JOIN,
            // e.g. "FROM (a CROSS JOIN b) AS c". The new alias obscures the
            // internal aliases, and columns cannot be referenced if they are
            // not unique. TODO: Support this behavior; see
            // [CALCITE-5168] Allow AS after parenthesized JOIN
            checkNotJoin(tableRef);
=======
            tableRef = aliasable(tableRef);
</#noparse></@change>

<@change why="JDBC's outer joins"><#noparse>
        tableRef = ExtendedTableRef()
    )
=======
        tableRef = EscapedJoin()
    )
</#noparse></@change>

<@change why="JDBC's signs"><#noparse>
|   < LBRACE_FN: "{" (" ")* ["f","F"] ["n","N"] >
=======
|   < LBRACE_FN: "{" (" ")* ["f","F"] ["n","N"] >
|   < LBRACE_OJ: "{" (" ")* "oj" >
|   < LBRACE_ESCAPE: "{" (" ")* "escape" >
|   < LBRACE_LIMIT: "{" (" ")* "limit" >
</#noparse></@change>

<@change why="JDBC's limits, and ties"><#noparse>
    |
        FetchClause(offsetFetch)
    ]
    {
        if (orderBy != null || offsetFetch[0] != null || offsetFetch[1] != null) {
=======
    |
        FetchClause(offsetFetch)
    |
        EscapedLimit(offsetFetch)
    ]
    {
        if (offsetFetch[2] != null) {
            return new OrderedWithTies(getPos(), e, Util.first(orderBy, SqlNodeList.EMPTY),
                offsetFetch[0], offsetFetch[1]);
        }
        if (orderBy != null || offsetFetch[0] != null || offsetFetch[1] != null) {
</#noparse></@change>

<@change why="Room for ties"><#noparse>
    SqlNode[] offsetFetch = {null, null};
=======
    SqlNode[] offsetFetch = {null, null, null};
</#noparse></@change>

<@change why="FETCH FIRST ROW ONLY, FETCH FIRST 3 ROWS WITH TIES"><#noparse>
    <FETCH> ( <FIRST> | <NEXT> ) offsetFetch[1] = UnsignedNumericLiteralOrParam()
    ( <ROW> | <ROWS> ) <ONLY>
=======
    <FETCH> ( <FIRST> | <NEXT> )
    (
        offsetFetch[1] = UnsignedNumericLiteralOrParam()
    |
        { offsetFetch[1] = LITERAL_ONE; }
    )
    ( <ROW> | <ROWS> )
    (
        <ONLY>
    |
        <WITH> <TIES> { offsetFetch[2] = LITERAL_ONE; }
    )
</#noparse></@change>

<@change why="Literals of any type"><#noparse>
        LOOKAHEAD(2)
        e = LiteralOrIntervalExpression()
    |
        e = DynamicParam()
    |
        LOOKAHEAD(2)
        e = BuiltinFunctionCall()
=======
        LOOKAHEAD({ isTypedLiteral() })
        e = TypedLiteral()
    |
        LOOKAHEAD(2)
        e = LiteralOrIntervalExpression()
    |
        e = DynamicParam()
    |
        LOOKAHEAD(2)
        e = BuiltinFunctionCall()
</#noparse></@change>

<@change why="Intervals are ours"><#noparse>
        e = IntervalLiteralOrExpression()
    |
=======
        e = IntervalValue()
    |
</#noparse></@change>

<@change why="Intervals are ours everywhere"><#noparse>
        e = NonIntervalLiteral()
    |
        e = IntervalLiteral()
    )
=======
        e = NonIntervalLiteral()
    |
        e = IntervalValue()
    )
</#noparse></@change>

<@change why="Operators that bind as in PostgreSQL, and those that Calcite lacks"><#noparse>
|   <OVERLAPS> { return SqlStdOperatorTable.OVERLAPS; }
|   <CARET> { return SqlStdOperatorTable.BITXOR_OPERATOR; }
|   <AMPERSAND> { return SqlStdOperatorTable.BITAND_OPERATOR; }
=======
|   <OVERLAPS> { return SqlStdOperatorTable.OVERLAPS; }
|   <EQ2> { return SqlStdOperatorTable.EQUALS; }
|   <CARET> { return GrammarOperators.POWER; }
|   <AMPERSAND> { return GrammarOperators.BIT_AND; }
|   <VERTICAL_BAR> { return GrammarOperators.BIT_OR; }
|   <HASH> { return GrammarOperators.BIT_XOR; }
|   <JSON_MEMBER> { return GrammarOperators.JSON_MEMBER; }
|   <JSON_MEMBER_TEXT> { return GrammarOperators.JSON_MEMBER_TEXT; }
</#noparse></@change>

<@change why="|| binds looser than +"><#noparse>
|   <CONCAT> { return SqlStdOperatorTable.CONCAT; }
=======
|   <CONCAT> { return GrammarOperators.CONCAT; }
</#noparse></@change>

<@change why="Shifts bind as in PostgreSQL; what closes two brackets is two signs"><#noparse>
|   <LEFTSHIFT> { return SqlStdOperatorTable.BIT_LEFT_SHIFT; }
|   <GT> { return SqlStdOperatorTable.GREATER_THAN; }
=======
|   <LEFTSHIFT> { return GrammarOperators.SHIFT_LEFT; }
|   LOOKAHEAD({ isShiftRight() }) <GT> <GT> { return GrammarOperators.SHIFT_RIGHT; }
|   <GT> { return SqlStdOperatorTable.GREATER_THAN; }
</#noparse></@change>

<@change why="Bits are turned around by a prefix"><#noparse>
    <PLUS> { return SqlStdOperatorTable.UNARY_PLUS; }
=======
    <TILDE> { return GrammarOperators.BIT_NOT; }
|   <PLUS> { return SqlStdOperatorTable.UNARY_PLUS; }
</#noparse></@change>

<@change why="Frames of groups"><#noparse>
        (
            <ROWS> { isRows = SqlLiteral.createBoolean(true, getPos()); }
        |
            <RANGE> { isRows = SqlLiteral.createBoolean(false, getPos()); }
        )
        (
            <BETWEEN> lowerBound = WindowRange()
            <AND> upperBound = WindowRange()
        |
            lowerBound = WindowRange()
            { upperBound = null; }
        )
        exclude = WindowExclusion()
    |
        {
            isRows = SqlLiteral.createBoolean(false, SqlParserPos.ZERO);
            exclude = SqlWindow.createExcludeNoOthers(getPos());
            lowerBound = upperBound = null;
        }
    )
=======
        (
            <ROWS> { isRows = SqlLiteral.createBoolean(true, getPos()); }
        |
            <RANGE> { isRows = SqlLiteral.createBoolean(false, getPos()); }
        |
            <GROUPS> {
                isRows = SqlLiteral.createBoolean(true, getPos());
                groups = true;
            }
        )
        (
            <BETWEEN> lower = WindowRange()
            <AND> upper = WindowRange()
        |
            lower = WindowRange()
        )
        exclude = WindowExclusion()
    |
        {
            isRows = SqlLiteral.createBoolean(false, SqlParserPos.ZERO);
            exclude = SqlWindow.createExcludeNoOthers(getPos());
        }
    )
    {
        if (lower != null && upper == null) {
            upper = SqlWindow.createCurrentRow(getPos());
        }
        lowerBound = groups ? GrammarOperators.inGroups(lower) : lower;
        upperBound = groups ? GrammarOperators.inGroups(upper) : upper;
    }
</#noparse></@change>

<@change why="GROUPS is a frame's beginning, unless it can only be a window's name"><#noparse>
    <LPAREN> { s = span(); }
    (
        id = SimpleIdentifier()
    |   { id = null; }
    )
=======
    <LPAREN> { s = span(); }
    (
        LOOKAHEAD(1, { !isFrameOfGroups() })
        id = SimpleIdentifier()
    |   { id = null; }
    )
</#noparse></@change>

<@change why="The ends of a frame, as they are written"><#noparse>
    final SqlNode lowerBound, upperBound;
    final SqlLiteral exclude;
=======
    final SqlNode lowerBound, upperBound;
    SqlNode lower = null;
    SqlNode upper = null;
    boolean groups = false;
    final SqlLiteral exclude;
</#noparse></@change>

<@change why="JDBC's escapes of patterns"><#noparse>
                    <ESCAPE> e = Expression3(ExprContext.ACCEPT_SUB_QUERY) {
=======
                    (
                        <ESCAPE> e = Expression3(ExprContext.ACCEPT_SUB_QUERY)
                    |
                        <LBRACE_ESCAPE> e = Expression3(ExprContext.ACCEPT_SUB_QUERY) <RBRACE>
                    )
                    {
</#noparse></@change>

<@change why="What is in a list that is no list"><#noparse>
                nodeList = ParenthesizedQueryOrCommaList(ExprContext.ACCEPT_NONCURSOR)
                {
                    list.add(new SqlParserUtil.ToTreeListItem(op, s.pos()));
=======
                (
                    nodeList = ParenthesizedQueryOrCommaList(ExprContext.ACCEPT_NONCURSOR)
                |
                    e = CompoundIdentifier() {
                        nodeList = new SqlNodeList(ImmutableList.of(e), e.getParserPosition());
                        op = GrammarOperators.withoutParentheses(op);
                    }
                )
                {
                    list.add(new SqlParserUtil.ToTreeListItem(op, s.pos()));
</#noparse></@change>

<@change why="Arguments in an order"><#noparse>
        AddArg(list, exprContext)
    )*
    <RPAREN>
    {
        return list;
    }
=======
        AddArg(list, exprContext)
    )*
    [
        order = OrderBy(true) { list.add(order); }
    ]
    <RPAREN>
    {
        return list;
    }
</#noparse></@change>

<@change why="Room for the order of arguments"><#noparse>
    final SqlLiteral qualifier;
    final List<SqlNode> list = new ArrayList<SqlNode>();
}
{
    <LPAREN>
=======
    final SqlLiteral qualifier;
    final List<SqlNode> list = new ArrayList<SqlNode>();
    final SqlNodeList order;
}
{
    <LPAREN>
</#noparse></@change>

<@change why="Tables as arguments have no order"><#noparse>
        LOOKAHEAD(3)
        e = TableParam()
    |
        e = PartitionedQueryOrQueryOrExpr(firstExprContext)
=======
        e = FirstArgument(firstExprContext)
</#noparse></@change>

<@change why="Tables as arguments are queries"><#noparse>
        e = Expression(exprContext)
    |
        e = TableParam()
    )
=======
        e = Expression(exprContext)
    )
</#noparse></@change>

<@change why="Arguments in an order are told from others"><#noparse>
    {
        return createCall(qualifiedName, s.end(this), funcType, quantifier, args);
    }
}

/*
* Parse Floor/Ceil function parameters
*/
=======
    {
        final SqlNodeList order = GrammarOperators.orderOf(args);
        return GrammarOperators.ordered(
            createCall(qualifiedName, s.end(this), funcType, quantifier, args), order);
    }
}

/*
* Parse Floor/Ceil function parameters
*/
</#noparse></@change>

<@change why="Names in the quotes of MySQL and BigQuery, too"><#noparse>
<BTID> TOKEN :
{
    < BACK_QUOTED_IDENTIFIER:
    "`"
    (
        (~["`","\n","\r"])
=======
<BTID, DQID> TOKEN :
{
    < BACK_QUOTED_IDENTIFIER:
    "`"
    (
        (~["`"])
</#noparse></@change>

<@change why="Names with line breaks"><#noparse>
        (~["\"","\n","\r"])
=======
        (~["\""])
</#noparse></@change>

<@change why="Comments begin with two hyphens"><#noparse>
    <SINGLE_LINE_COMMENT: ("//"|"--")(~["\n","\r"])* ("\n"|"\r"|"\r\n")? >
=======
    <SINGLE_LINE_COMMENT: "--" (~["\n","\r"])* ("\n"|"\r"|"\r\n")? >
</#noparse></@change>

<@change why="Texts of Unicode are in no other character set"><#noparse>
            unicodeEscapeChar = BACKSLASH;
            charSet = "UTF16";
=======
            unicodeEscapeChar = BACKSLASH;
</#noparse></@change>

<@change why="Escapes of Unicode have six digits as well"><#noparse>
            SqlLiteral lit = (SqlLiteral) frags.get(0);
            return lit.unescapeUnicode(unicodeEscapeChar);
=======
            return UnicodeTexts.unescaped(frags.get(0), unicodeEscapeChar);
</#noparse></@change>

<@change why="Escapes of Unicode in texts on several lines"><#noparse>
                rands[i] = ((SqlLiteral) rands[i]).unescapeUnicode(
                    unicodeEscapeChar);
=======
                rands[i] = UnicodeTexts.unescaped((SqlLiteral) rands[i], unicodeEscapeChar);
</#noparse></@change>

<@change why="Escaped texts are in no other character set"><#noparse>
       return SqlLiteral.createCharString(p, "UTF16", getPos());
=======
       return SqlLiteral.createCharString(p, getPos());
</#noparse></@change>

<@change why="What is left out of a star is in parentheses"><#noparse>
        excludeList = StarExcludeList() {
=======
        LOOKAHEAD({ isStarList(EXCLUDE, EXCEPT) })
        excludeList = StarExcludeList() {
</#noparse></@change>

<@change why="What is replaced in a star is in parentheses"><#noparse>
        replaceList = StarReplaceList() {
=======
        LOOKAHEAD({ isStarList(REPLACE, REPLACE) })
        replaceList = StarReplaceList() {
</#noparse></@change>

<@change why="Whether a star is followed by a list of its own, not by EXCEPT and a query; whether two signs are one, or a word begins a frame"><#noparse>
    private boolean isQuery() {
=======
    private boolean isStarList(int word, int orWord) {
        int first = getToken(1).kind;
        int inside = getToken(3).kind;
        return getToken(0).kind == STAR && (first == word || first == orWord)
            && getToken(2).kind == LPAREN
            && inside != SELECT && inside != WITH && inside != VALUES && inside != LPAREN
            && inside != FROM && inside != TABLE;
    }

    private boolean isFrameOfGroups() {
        int second = getToken(2).kind;
        return getToken(1).kind == GROUPS && second != RPAREN && second != PARTITION
            && second != ORDER && second != ROWS && second != RANGE && second != GROUPS;
    }

    private boolean isShiftRight() {
        Token first = getToken(1);
        Token second = getToken(2);
        return first.kind == GT && second.kind == GT
            && first.endLine == second.beginLine && first.endColumn + 1 == second.beginColumn;
    }

    private boolean isQuery() {
</#noparse></@change>

<@drop productions = [
  "SqlNode SqlDescribe"
  "SqlNode SqlProcedureCall"
  "SqlNode SqlInsert"
  "SqlNode SqlDelete"
  "SqlNode SqlUpdate"
  "SqlNode SqlMerge"
  "SqlUpdate WhenMatchedClause"
  "SqlInsert WhenNotMatchedClause"
  "SqlSetOption SqlSetOption"
  "SqlAlter SqlAlter"
  "SqlNode ExtendTable"
  "SqlNodeList ExtendList"
  "SqlSnapshot Snapshot"
  "SqlMatchRecognize MatchRecognize"
  "SqlNodeList MeasureColumnCommaList"
  "void AddMeasureColumn"
  "SqlNode PatternExpression"
  "SqlNode PatternTerm"
  "SqlNode PatternFactor"
  "SqlNode PatternPrimary"
  "SqlNodeList SubsetDefinitionCommaList"
  "void AddSubsetDefinition"
  "SqlNodeList PatternDefinitionCommaList"
  "SqlNode PatternDefinition"
  "SqlNode LambdaExpression"
  "SqlNodeList SimpleIdentifierOrListOrEmpty"
  "void ColonBracketSegment"
  "SqlNode MultisetConstructor"
  "SqlNode MapConstructor"
  "SqlNode PeriodConstructor"
  "SqlNode NewSpecification"
  "SqlCall SequenceExpression"
  "SqlOperator periodOperator"
  "SqlTypeNameSpec CollectionsTypeName"
  "SqlTypeNameSpec RowTypeName"
  "SqlTypeNameSpec MapTypeName"
  "SqlCall GroupByWindowingCall"
  "SqlCall MatchRecognizeFunctionCall"
  "SqlCall MatchRecognizeCallWithModifier"
  "SqlCall MatchRecognizeNavigationLogical"
  "SqlCall MatchRecognizeNavigationPhysical"
  "SqlBinaryOperator BinaryMultisetOperator"
  "String NonReservedJdbcFunctionName"
  "SqlLiteral IntervalLiteral"
  "SqlNode IntervalLiteralOrExpression"
  "SqlNode TableParam"
  "SqlNode PartitionedQueryOrQueryOrExpr"
  "SqlNode PartitionedByAndOrderBy"
  "SqlNodeList OrderByOfSetSemanticsTable"
]/>
