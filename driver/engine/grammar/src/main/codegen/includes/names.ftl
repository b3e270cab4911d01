/** What a column may be called behind AS: any word. */
SqlIdentifier Label() :
{
    final SqlIdentifier id;
}
{
    (
        id = SimpleIdentifier()
    |
        ReservedWord() {
            id = new SqlIdentifier(unquotedIdentifier(), getPos());
        }
    )
    { return id; }
}

/** A word that is no name by itself. */
void ReservedWord() :
{
}
{
    (
      <ALL> | <AND> | <ANY> | <AS> | <ASOF> | <ASYMMETRIC> | <BETWEEN> | <BOTH> | <BY> | <CASE>
    | <CAST> | <CHECK> | <COLLATE> | <COLUMN> | <CONSTRAINT> | <CREATE> | <CROSS> | <DEFAULT_>
    | <DISTINCT> | <ELSE> | <END> | <EXCEPT> | <EXPLAIN> | <FALSE> | <FETCH> | <FOR>
    | <FOREIGN> | <FROM> | <FULL> | <GRANT> | <GROUP> | <GROUPING> | <HAVING> | <IN> | <INNER>
    | <INTERSECT> | <INTERVAL> | <INTO> | <IS> | <JOIN> | <LATERAL> | <LEADING> | <LEFT>
    | <LIKE> | <LIMIT> | <MATCH_CONDITION> | <NATURAL> | <NOT> | <NULL> | <OFFSET> | <ON>
    | <ONLY> | <OR> | <ORDER> | <OUTER> | <OVER> | <OVERLAPS> | <PARTITION> | <PRIMARY>
    | <QUALIFY> | <RANGE> | <REFERENCES> | <RIGHT> | <ROLLUP> | <ROW> | <ROWS> | <SAFE_CAST>
    | <SELECT> | <SET_MINUS> | <SIMILAR> | <SOME> | <SYMMETRIC> | <TABLE> | <TABLESAMPLE>
    | <THEN> | <TO> | <TRAILING> | <TRUE> | <TRY_CAST> | <UNION> | <UNIQUE> | <UNNEST>
    | <UNSIGNED> | <USING> | <VALUES> | <WHEN> | <WHERE> | <WINDOW> | <WITH>
    )
}
