-- Functions that give rows, selected.
SELECT generate_series(1, 3)

SELECT v, generate_series(1, v) FROM (VALUES (1), (2), (0)) t (v) ORDER BY 1, 2

SELECT generate_series(1, v) AS g, COUNT(*) FROM (VALUES (1), (2), (2)) t (v) GROUP BY g ORDER BY g

SELECT generate_series(1, v), COUNT(*) FROM (VALUES (1), (2), (2)) t (v) GROUP BY 1 HAVING COUNT(*) > 2 ORDER BY 1

SELECT generate_series(1, v), SUM(v) FROM (VALUES (1), (2), (2)) t (v) GROUP BY generate_series(1, v) ORDER BY 1

SELECT generate_series(1, 2) * 10 AS x ORDER BY x DESC LIMIT 1

SELECT DISTINCT generate_series(1, v) % 2 FROM (VALUES (1), (2), (4)) t (v) ORDER BY 1

SELECT v FROM (VALUES (1), (2), (4)) t (v) WHERE v IN (SELECT generate_series(2, 3))

SELECT v, (SELECT generate_series(v, v)) FROM (VALUES (1), (2)) t (v)

SELECT string_to_table('a,b', ',')

SELECT t.v, generate_series(t.v, s.w) FROM (VALUES (1), (2)) t (v) JOIN (VALUES (2)) s (w) ON t.v <= s.w WHERE t.v > 1

SELECT v FROM (VALUES (1), (2)) t (v) WHERE generate_series(1, v) = 1
