-- The operator takes what the function takes.
SELECT 1.5 ^ 2, 2 ^ 1.5, 1.5 ^ 2.5, 2 ^ 3, -2 ^ 2, 2 ^ 3 ^ 2

SELECT x ^ 2, 2 ^ x, x ^ x, (x + 1) ^ 0.5 FROM (VALUES (CAST(3 AS DOUBLE PRECISION)), (0.25), (NULL)) t (x) ORDER BY x

SELECT x ^ 2, x ^ CAST(2 AS DOUBLE PRECISION) FROM (VALUES (CAST(7 AS BIGINT)), (NULL)) t (x) ORDER BY x

SELECT 0 ^ 0, 10 ^ -2, 10.0 ^ -2, CAST(NULL AS NUMERIC) ^ 2
