-- Nothing is looked up for outer rows that a condition leaves out.
SELECT o.x, l.y FROM (VALUES (1), (0)) o (x) CROSS JOIN LATERAL (SELECT 1 / o.x + SUM(COUNT(*)) OVER () AS y FROM (VALUES (1)) k (z) WHERE o.x = o.x) l WHERE o.x > 0

SELECT o.x, l.y FROM (VALUES (1), (0)) o (x) LEFT JOIN LATERAL (SELECT 1 / o.x + SUM(COUNT(*)) OVER () AS y FROM (VALUES (1)) k (z) WHERE o.x = o.x) l ON TRUE WHERE o.x > 0

SELECT o.y, l.c FROM (SELECT x + 1 AS y FROM (VALUES (-1), (3)) v (x)) o CROSS JOIN LATERAL (SELECT COUNT(*) / o.y AS c FROM (VALUES (8)) k (z)) l WHERE o.y <> 0

SELECT o.x, (SELECT 1 / o.x + SUM(COUNT(*)) OVER () FROM (VALUES (1)) k (z) WHERE o.x = o.x) AS y FROM (VALUES (1), (0)) o (x) WHERE o.x > 0
