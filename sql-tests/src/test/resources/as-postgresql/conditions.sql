-- Conditions where NULL counts as true, false or neither.

SELECT x, y FROM (VALUES ('a', 'q'), ('a', NULL), (NULL, 'q'), (NULL, NULL), ('z', 'q'), ('z', NULL), (NULL, 'r')) t (x, y) WHERE (x < 'b' AND y IS NOT DISTINCT FROM 'q') IS NOT FALSE ORDER BY 1, 2

SELECT x, y FROM (VALUES ('a', 'q'), ('a', NULL), (NULL, 'q'), (NULL, NULL), ('z', 'q'), ('z', NULL), (NULL, 'r')) t (x, y) WHERE (y IS NOT NULL AND y = 'q') IS NOT FALSE ORDER BY 1, 2

SELECT x, y FROM (VALUES ('a', 'q'), ('a', NULL), (NULL, 'q'), (NULL, NULL), ('z', 'q'), ('z', NULL), (NULL, 'r')) t (x, y) WHERE (NOT (x < 'b' AND y IS NOT NULL AND y < 'r')) IS NOT TRUE ORDER BY 1, 2

SELECT x, y FROM (VALUES ('a', 'q'), ('a', NULL), (NULL, 'q'), (NULL, NULL), ('z', 'q'), ('z', NULL), (NULL, 'r')) t (x, y) WHERE CASE WHEN NOT (x < 'b' AND y IS NOT DISTINCT FROM 'q') THEN FALSE ELSE TRUE END ORDER BY 1, 2

SELECT x, y FROM (SELECT x, y, x < 'b' AND y IS NOT DISTINCT FROM 'q' AS p FROM (VALUES ('a', 'q'), ('a', NULL), (NULL, 'q'), (NULL, NULL), ('z', 'q'), ('z', NULL), (NULL, 'r')) t (x, y)) t WHERE p IS NOT FALSE ORDER BY 1, 2

SELECT x, y FROM (SELECT x, y, x < 'b' AND y IS NOT DISTINCT FROM 'q' AS p FROM (VALUES ('a', 'q'), ('a', NULL), (NULL, 'q'), (NULL, NULL), ('z', 'q'), ('z', NULL), (NULL, 'r')) t (x, y)) t WHERE p IS DISTINCT FROM FALSE ORDER BY 1, 2

SELECT x, y, (x < 'b' OR y IS NOT NULL AND y = 'q') IS NOT FALSE AS a, (x < 'b' AND (y IS NULL OR y <> 'q')) IS NOT FALSE AS b, NOT ((x < 'b' AND y IS NOT DISTINCT FROM 'q') IS FALSE) AS c FROM (VALUES ('a', 'q'), ('a', NULL), (NULL, 'q'), (NULL, NULL), ('z', 'q'), ('z', NULL), (NULL, 'r')) t (x, y) ORDER BY 1, 2

SELECT x, y FROM (VALUES ('a', 'q'), ('a', NULL), (NULL, 'q'), (NULL, NULL), ('z', 'q')) t (x, y) WHERE (y = 'q' AND y IS NOT NULL) IN (TRUE, FALSE) ORDER BY 1, 2

SELECT x, y FROM (VALUES ('a', 'q'), ('a', NULL), (NULL, 'q'), (NULL, NULL), ('z', 'q')) t (x, y) WHERE (y = 'q' AND x = 'a') NOT IN (TRUE) ORDER BY 1, 2

SELECT x, y FROM (VALUES ('a', 'q'), ('a', NULL), (NULL, 'q'), (NULL, NULL), ('z', 'q')) t (x, y) WHERE (y = 'q' AND x IS NOT DISTINCT FROM 'a') = FALSE ORDER BY 1, 2

SELECT x, y FROM (VALUES ('a', 'q'), ('a', NULL), (NULL, 'q'), (NULL, NULL), ('z', 'q')) t (x, y) WHERE ((y = 'q' AND x IS NOT DISTINCT FROM 'a') = TRUE) IS NOT FALSE ORDER BY 1, 2

SELECT x FROM (VALUES (float8 'NaN'), (1e0), (NULL)) t (x) WHERE CASE WHEN x = 0e0 AND x = 2e0 THEN 1 ELSE 2 END = 1 ORDER BY 1

SELECT x, (x = 0e0 AND x = 2e0) IS NULL AS a, CASE WHEN x = 1e0 THEN x = 0e0 AND x = 2e0 ELSE x = 0e0 AND x = 2e0 END AS b FROM (VALUES (float8 '5'), (1e0), (NULL)) t (x) ORDER BY 1

SELECT d FROM (VALUES (-0.50), (0.00), (-1.00), (NULL)) t (d) WHERE NOT (d IS NOT DISTINCT FROM -1) ORDER BY 1

SELECT d FROM (VALUES (-0.50), (0.00), (-1.00), (NULL)) t (d) WHERE d <> -1 OR d IS NULL ORDER BY 1

SELECT b, CASE WHEN CASE WHEN b OR c THEN FALSE ELSE b IS TRUE END THEN d IS NULL ELSE CASE WHEN b OR c THEN FALSE ELSE b IS TRUE END END AS e FROM (VALUES (TRUE, FALSE, 1), (NULL, FALSE, NULL), (FALSE, FALSE, 2)) t (b, c, d) ORDER BY 1

-- Groups by what is computed, of a correlated query: none where no row is left.

SELECT DISTINCT float8 '3.0' AS c FROM (VALUES (1, 2), (2, 3)) t (a, b) WHERE (a, b) IN (SELECT u.a, u.a FROM (VALUES (1), (2)) u (a) WHERE u.a = t.a)

SELECT DISTINCT COALESCE(3, a) AS c, CAST('2020-01-01' AS DATE) AS d FROM (VALUES (1, 2), (2, 3)) t (a, b) WHERE (a, b) IN (SELECT u.a, u.a FROM (VALUES (1), (2)) u (a) WHERE u.a = t.a)

SELECT CASE WHEN TRUE THEN 1 ELSE a END AS c, COUNT(*) AS n FROM (VALUES (1, 2), (2, 3)) t (a, b) WHERE EXISTS (SELECT 1 FROM (VALUES (1), (2)) u (a) WHERE u.a = t.a AND u.a = t.b + 7) GROUP BY 1

SELECT a, (SELECT MAX(k) FROM (SELECT CAST('3' AS INTEGER) AS k FROM (VALUES (1), (5)) u (b) WHERE u.b = t.a GROUP BY CAST('3' AS INTEGER)) v) AS m FROM (VALUES (1), (2)) t (a) ORDER BY 1

SELECT a, l.k, l.n FROM (VALUES (1), (2)) t (a) CROSS JOIN LATERAL (SELECT UPPER('x') AS k, COUNT(*) AS n FROM (VALUES (1), (5)) u (b) WHERE u.b = t.a GROUP BY UPPER('x')) l ORDER BY 1

-- An order of rows that a condition leaves none of.

SELECT v0, v1 FROM (VALUES (float8 '2.0', 'a'), (float8 '3.0', 'x')) t (v0, v1) WHERE NOT (NOT (v0 IS NULL)) ORDER BY 2 NULLS FIRST, 1

SELECT o.c FROM (SELECT v1 AS c, COUNT(*) AS n FROM (VALUES (1, 'a'), (2, 'b')) t (v0, v1) GROUP BY v1 ORDER BY 2, 1 LIMIT 0) o WHERE o.c IS NOT DISTINCT FROM o.c

SELECT x, y FROM (VALUES ('a', 'q'), ('a', NULL), (NULL, 'q'), (NULL, NULL), ('z', 'q')) t (x, y) WHERE ((x, y) = ('a', 'q')) IS NOT FALSE ORDER BY 1, 2

SELECT x, y FROM (VALUES ('a', 'q'), ('a', NULL), (NULL, 'q'), (NULL, NULL), ('z', 'q')) t (x, y) WHERE ((x, y) < ('b', 'q')) IS NOT FALSE ORDER BY 1, 2

SELECT x, y FROM (VALUES ('a', 'q'), ('a', NULL), (NULL, 'q'), (NULL, NULL), ('z', 'q')) t (x, y) WHERE (UPPER('a') = CASE WHEN x = 'a' THEN y ELSE x END) IS NOT FALSE ORDER BY 1, 2

-- Memberships of one text in several queries, or among constants.

SELECT x FROM (VALUES ('a'), ('b'), ('c'), (NULL)) t (x) WHERE x IN (SELECT y FROM (VALUES ('a'), (NULL)) u (y)) OR x = 'c' ORDER BY 1

SELECT x, n FROM (VALUES ('a', 1), ('b', 2), ('c', 3), (NULL, 4)) t (x, n) WHERE (x IN (SELECT y FROM (VALUES ('a'), ('a')) u (y)) OR x IN (SELECT y FROM (VALUES ('b'), ('a')) u (y)) OR x IN ('z', 'c ')) AND n < 3 ORDER BY 1

SELECT x FROM (VALUES ('a'), ('b'), ('c'), (NULL)) t (x) WHERE NOT (x IN (SELECT y FROM (VALUES ('a'), (NULL)) u (y)) OR x = 'c') ORDER BY 1

SELECT x FROM (VALUES ('a'), ('b'), ('c'), (NULL)) t (x) WHERE (x IN (SELECT y FROM (VALUES ('a')) u (y)) OR x = 'c') IS NOT TRUE ORDER BY 1

SELECT x FROM (VALUES ('a'), ('b'), ('c'), (NULL)) t (x) WHERE x IN (SELECT y FROM (VALUES ('a')) u (y) WHERE FALSE) OR x = NULL OR x = 'b' ORDER BY 1

SELECT x FROM (VALUES ('a'), ('b'), ('c'), (NULL)) t (x) WHERE x IN (SELECT y FROM (VALUES ('a')) u (y)) OR x IN (SELECT y FROM (VALUES ('b'), ('c')) u (y) WHERE y > t.x OR y = 'b') ORDER BY 1
