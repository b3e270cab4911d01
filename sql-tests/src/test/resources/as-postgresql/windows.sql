-- Windows that bear two names, and names that mean two windows.
SELECT SUM(v) OVER a, COUNT(*) OVER b FROM (VALUES (1), (2), (4)) t (v) WINDOW a AS (ORDER BY v), b AS (ORDER BY v)

SELECT SUM(v) OVER a, COUNT(*) OVER b, MAX(v) OVER c FROM (VALUES (1), (2), (4)) t (v)
WINDOW a AS (ORDER BY v), b AS (PARTITION BY v), c AS (ORDER BY v)

SELECT SUM(v) OVER a FROM (VALUES (1), (2)) t (v) WINDOW a AS (ORDER BY v), a AS (ORDER BY v DESC)

SELECT SUM(v) OVER b FROM (VALUES (1), (2), (4)) t (v) WINDOW a AS (ORDER BY v), b AS (a ROWS 1 PRECEDING)

-- Where no window function can be.
SELECT RANK() OVER (ORDER BY v), COUNT(*) FROM (VALUES (1), (2)) t (v) GROUP BY 1

SELECT COUNT(*) FROM (VALUES (1), (2)) t (v) GROUP BY ROW_NUMBER() OVER (ORDER BY v)

SELECT v FROM (VALUES (1), (2)) t (v) WHERE RANK() OVER (ORDER BY v) = 1

SELECT SUM(RANK() OVER (ORDER BY v)) FROM (VALUES (1), (2)) t (v)

-- FILTER is for aggregates.
SELECT LAG(v) FILTER (WHERE v > 1) OVER (ORDER BY v) FROM (VALUES (1), (2)) t (v)

SELECT FIRST_VALUE(v) FILTER (WHERE v > 1) OVER (ORDER BY v) FROM (VALUES (1), (2)) t (v)

SELECT v, SUM(v) FILTER (WHERE v > 1) OVER (ORDER BY v), COUNT(*) FILTER (WHERE v < 4) OVER () FROM (VALUES (1), (2), (4)) t (v)

-- Intervals as distances.
SELECT d, COUNT(*) OVER (ORDER BY d RANGE BETWEEN '1 day'::interval PRECEDING AND INTERVAL '12 hours' FOLLOWING)
FROM (VALUES (TIMESTAMP '2024-01-01'), (TIMESTAMP '2024-01-01 12:00'), (TIMESTAMP '2024-01-03')) t (d)

SELECT d, COUNT(*) OVER (ORDER BY d RANGE BETWEEN INTERVAL '1 year 1 month' PRECEDING AND CURRENT ROW EXCLUDE TIES)
FROM (VALUES (DATE '2024-01-01'), (DATE '2024-02-01'), (DATE '2024-02-01'), (DATE '2025-02-03')) t (d)

-- The most frequent value.
SELECT MODE() WITHIN GROUP (ORDER BY v), MODE() WITHIN GROUP (ORDER BY v) FILTER (WHERE v > 2) FROM (VALUES (1), (2), (2), (7)) t (v)

SELECT g, MODE() WITHIN GROUP (ORDER BY v) FROM (VALUES (1, 'x'), (1, 'y'), (2, NULL)) t (g, v) GROUP BY g

-- A window of a window's rows and order has a frame of its own, also if it has a name.
SELECT v, SUM(v) OVER c, COUNT(*) OVER d FROM (VALUES (1), (2), (4)) t (v)
WINDOW a AS (PARTITION BY v % 2), b AS (a ORDER BY v), c AS (b ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING), d AS (b)

SELECT v, SUM(v) OVER b, SUM(v) OVER (a RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW) FROM (VALUES (1), (2), (4)) t (v)
WINDOW a AS (ORDER BY v), b AS (a ROWS UNBOUNDED PRECEDING EXCLUDE CURRENT ROW)

SELECT SUM(v) OVER b FROM (VALUES (1), (2), (4)) t (v) WINDOW a AS (ORDER BY v ROWS 1 PRECEDING), b AS (a)

SELECT SUM(v) OVER (b) FROM (VALUES (1), (2), (4)) t (v) WINDOW a AS (ORDER BY v), b AS (a ROWS 1 PRECEDING)

SELECT SUM(v) OVER b FROM (VALUES (1), (2)) t (v) WINDOW a AS (b), b AS (a)

SELECT SUM(v) OVER (b ORDER BY v) FROM (VALUES (1), (2)) t (v) WINDOW a AS (ORDER BY v), b AS (a)

SELECT SUM(v) OVER (b PARTITION BY v) FROM (VALUES (1), (2)) t (v) WINDOW a AS (ORDER BY v), b AS (a)

-- Subqueries in windows.
SELECT v, LEAD(v, (SELECT 1)) OVER (ORDER BY v), SUM(v) OVER (ORDER BY v) + (SELECT 1) FROM (VALUES (1), (2), (4)) t (v)

SELECT v, SUM((SELECT v + w FROM (VALUES (1)) s (w))) OVER (ORDER BY v) FROM (VALUES (1), (2), (4)) t (v)

SELECT v, SUM(CASE WHEN v IN (SELECT w FROM (VALUES (1), (4)) s (w)) THEN v END) OVER (ORDER BY v) FROM (VALUES (1), (2), (4)) t (v)

SELECT v, RANK() OVER (ORDER BY (SELECT MAX(w) FROM (VALUES (1), (3)) s (w) WHERE w < v), v) FROM (VALUES (1), (2), (4)) t (v)

SELECT v, COUNT(CASE WHEN EXISTS (SELECT 1 FROM (VALUES (2)) s (w) WHERE w = v) THEN 1 END) OVER () FROM (VALUES (1), (2)) t (v)
