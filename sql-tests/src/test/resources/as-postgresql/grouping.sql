-- Sets that are equal give their rows as often as they are named.
SELECT g, COUNT(*) FROM (VALUES ('x', 1), ('x', 2), ('y', 2)) t (g, v) GROUP BY ROLLUP(g, g)

SELECT g, COUNT(*) FROM (VALUES ('x', 1), ('x', 2), ('y', 2)) t (g, v) GROUP BY ROLLUP(g, t.g)

SELECT g, v, COUNT(*) FROM (VALUES ('x', 1), ('x', 2), ('y', 2)) t (g, v) GROUP BY CUBE(g, v, g)

SELECT g, v, COUNT(*) FROM (VALUES ('x', 1), ('x', 2), ('y', 2)) t (g, v) GROUP BY CUBE((v, g), v)

SELECT g, v, SUM(v) FROM (VALUES ('x', 1), ('x', 2), ('y', 2)) t (g, v) GROUP BY ROLLUP((g, v), g, v)

SELECT g, v, SUM(v) FROM (VALUES ('x', 1), ('x', 2), ('y', 2)) t (g, v) GROUP BY v, ROLLUP(v, g)

SELECT g, v, SUM(v) FROM (VALUES ('x', 1), ('x', 2), ('y', 2)) t (g, v) GROUP BY CUBE(g, v), g

SELECT g, v, MAX(v) FROM (VALUES ('x', 1), ('x', 2), ('y', 2)) t (g, v)
GROUP BY GROUPING SETS (ROLLUP(g, g), CUBE(v, v), GROUPING SETS (g, (v, g), ()))

SELECT g, COUNT(*) FROM (VALUES ('x', 1), ('x', 2), ('y', 2)) t (g, v) GROUP BY GROUPING SETS ((g), (g), (), (g))

SELECT g, COUNT(*) FROM (VALUES ('x', 1), ('x', 2), ('y', 2)) t (g, v) GROUP BY ROLLUP(g), ROLLUP(g)

SELECT g, COUNT(*) FROM (VALUES ('x', 1), ('x', 2), ('y', 2)) t (g, v) GROUP BY DISTINCT ROLLUP(g), ROLLUP(g)

SELECT LOWER(g), COUNT(*) FROM (VALUES ('X', 1), ('x', 2), ('y', 2)) t (g, v) GROUP BY ROLLUP(LOWER(g), LOWER(g))

-- Sets of no columns, one row each, of no rows too.
SELECT 7 FROM (VALUES (1), (2)) t (v) WHERE v > 5 GROUP BY GROUPING SETS ((), ())

SELECT COUNT(*), MAX(v) FROM (VALUES (1), (2)) t (v) WHERE v > 5 GROUP BY GROUPING SETS ((), (), ())

SELECT 7 FROM (VALUES (1), (2)) t (v) GROUP BY GROUPING SETS ((), ()) HAVING COUNT(*) = 2

-- What is computed of a column that is grouped by besides.
SELECT LEFT(g, 1), COUNT(*), GROUPING(LEFT(g, 1)) FROM (VALUES ('xy', 1), ('xz', 2), ('y', 2)) t (g, v)
GROUP BY CUBE(LEFT(g, 1), g)

SELECT v % 2, v, GROUPING(v % 2, v), GROUPING(v, v % 2) FROM (VALUES ('xy', 1), ('xz', 2), ('y', 3)) t (g, v)
GROUP BY CUBE(v % 2, v)

SELECT v IN (1, 3), GROUPING(v IN (1, 3)) FROM (VALUES (1), (2), (3)) t (v) GROUP BY CUBE(v IN (1, 3), v)

SELECT v > 1, v IS NULL, GROUPING(v IS NULL) FROM (VALUES (1), (2), (NULL)) t (v) GROUP BY ROLLUP(v > 1, v IS NULL, v)

SELECT COALESCE(LEFT(g, 1), 'all'), v, COUNT(*) FROM (VALUES ('xy', 1), ('xz', 2), ('y', 2)) t (g, v)
GROUP BY ROLLUP(LEFT(g, 1)), GROUPING SETS (v, ()), v

SELECT UPPER(LEFT(g, 1)) || '!', CASE WHEN LEFT(g, 1) IS NULL THEN 'all' ELSE LEFT(g, 1) END, v + 1
FROM (VALUES ('xy', 1), ('xz', 2), ('y', 2)) t (g, v) GROUP BY ROLLUP(LEFT(g, 1)), GROUPING SETS (v + 1, ())

SELECT k, COUNT(*) FROM (SELECT LEFT(g, 1) AS k, v FROM (VALUES ('xy', 1), ('xz', 2), ('y', 2)) t (g, v)
GROUP BY v, ROLLUP(LEFT(g, 1))) s GROUP BY k

SELECT LEFT(g, 1), SUM(COUNT(*)) OVER (PARTITION BY LEFT(g, 1)) FROM (VALUES ('xy', 1), ('xz', 2), ('y', 2)) t (g, v)
GROUP BY ROLLUP(LEFT(g, 1), v)

-- Sets within sets.
SELECT g, v, MAX(v) FROM (VALUES ('x', 1), ('y', 2)) t (g, v)
GROUP BY GROUPING SETS ((), GROUPING SETS ((g), GROUPING SETS ((), ((g, v)), ROLLUP(v))))

SELECT COUNT(*) FROM (VALUES ('x', 1), ('y', 2)) t (g, v) GROUP BY GROUPING SETS ((), GROUPING SETS ((), GROUPING SETS (())))

-- More sets than PostgreSQL takes.
SELECT COUNT(*) FROM (VALUES (1, 1)) t (a, b) GROUP BY CUBE(a, b, a, b, a, b, a, b, a, b, a, b, a)

SELECT COUNT(*) FROM (VALUES (1, 1)) t (a, b) GROUP BY CUBE(a, b, a, b, a, b, a), CUBE(a, b, a, b, a, b)

-- Constants that are no numbers of columns.
SELECT COUNT(*) FROM (VALUES (1)) t (v) GROUP BY 'v'

SELECT COUNT(*) FROM (VALUES (1)) t (v) GROUP BY ROLLUP(v, TRUE)

SELECT COUNT(*) FROM (VALUES (1)) t (v) GROUP BY NULL

SELECT COUNT(*) FROM (VALUES (1)) t (v) GROUP BY v, 2.5

SELECT v FROM (VALUES (1)) t (v) ORDER BY 'v' DESC

SELECT v FROM (VALUES (1)) t (v) UNION SELECT 2 ORDER BY 'v'

SELECT v FROM (VALUES (1)) t (v) ORDER BY -1

SELECT v FROM (VALUES (1)) t (v) ORDER BY 2

SELECT v FROM (VALUES (2), (1)) t (v) GROUP BY 1 ORDER BY 1

SELECT v, RANK() OVER (ORDER BY 'v') FROM (VALUES (1), (2)) t (v) GROUP BY v, 1 + 1, DATE '2024-02-03' ORDER BY v, DATE '2024-02-03'

-- The first value in an order.
SELECT g, ANY_VALUE(v ORDER BY v DESC), ANY_VALUE(v ORDER BY w), ANY_VALUE(v ORDER BY w) FILTER (WHERE v > 1)
FROM (VALUES (1, 1, 2), (1, 3, 1), (2, NULL, 1), (2, 5, 2)) t (g, v, w) GROUP BY g

SELECT UPPER(v ORDER BY v) FROM (VALUES ('a')) t (v)

-- What counts has a value where there are no rows, in queries for each row, too.
SELECT v, (SELECT REGR_COUNT(w, w) FROM (VALUES (1)) s (w) WHERE w = v) FROM (VALUES (1), (2)) t (v)

SELECT v, c FROM (VALUES (1), (2)) t (v) CROSS JOIN LATERAL (SELECT REGR_COUNT(w, w) + 1 AS c FROM (VALUES (1)) s (w) WHERE w = v) l

SELECT v, (SELECT RANK(1) WITHIN GROUP (ORDER BY w) FROM (VALUES (1)) s (w) WHERE w = v) FROM (VALUES (1), (2)) t (v)

SELECT v, (SELECT CUME_DIST(1) WITHIN GROUP (ORDER BY w) FROM (VALUES (1)) s (w) WHERE w = v) FROM (VALUES (1), (2)) t (v)

SELECT v, (SELECT PERCENT_RANK(1) WITHIN GROUP (ORDER BY w) FROM (VALUES (1)) s (w) WHERE w = v) FROM (VALUES (1), (2)) t (v)

SELECT v, (SELECT COUNT(DISTINCT w) FROM (VALUES (1)) s (w) WHERE w = v), (SELECT SUM(w) FROM (VALUES (1)) s (w) WHERE w = v),
  (SELECT COUNT(w) FILTER (WHERE w > 0) FROM (VALUES (1)) s (w) WHERE w = v)
FROM (VALUES (1), (2)) t (v)

SELECT v FROM (VALUES (1), (2)) t (v) WHERE (SELECT REGR_COUNT(w, w) FROM (VALUES (1)) s (w) WHERE w = v) = 0

-- Conditions on columns that aren't in all sets, where the columns aren't the first ones of what is grouped.

SELECT mix, c, n FROM (SELECT rt, mix, list AS c, COUNT(*) AS n FROM (VALUES (0, 1, 'alpha', 'x'), (1, 1, 'beta', 'x'), (0, 2, 'alpha', NULL)) t (z, rt, mix, list) GROUP BY rt, ROLLUP(mix, list)) s WHERE mix NOT LIKE '_al%' ORDER BY 1, 2, 3

SELECT rt, mix, list, COUNT(*) AS n FROM (VALUES (0, 1, 'alpha', 'x'), (1, 1, 'beta', 'x'), (0, 2, 'alpha', NULL)) t (z, rt, mix, list) GROUP BY rt, CUBE(mix, list) HAVING mix <> 'beta' ORDER BY 1, 2, 3

SELECT a, b, c FROM (SELECT a, b, c FROM (VALUES (0, 'k', 1, 'p'), (0, 'k', 2, 'q'), (1, 'l', 1, 'q')) t (z, b, a, c) GROUP BY GROUPING SETS ((b, a), (b, c))) s WHERE a = 1 ORDER BY 1, 2, 3

SELECT a, b, c FROM (SELECT a, b, c FROM (VALUES (0, 'k', 1, 'p'), (0, 'k', 2, 'q'), (1, 'l', 1, 'q')) t (z, b, a, c) GROUP BY GROUPING SETS ((b, a), (b, c))) s WHERE b = 'k' ORDER BY 1, 2, 3

SELECT COALESCE('1', LEFT(g, -1)) AS c, COUNT(*) FROM (VALUES ('x', 1), ('y', 2)) t (g, v) WHERE g IN (SELECT h FROM (VALUES ('x', 0), ('y', 5)) u (h, w) WHERE t.v > u.w) GROUP BY COALESCE('1', LEFT(g, -1)) ORDER BY 1, 2
