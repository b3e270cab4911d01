-- Queries in the condition of an outer join, with queries in them that read the joined columns.

SELECT a.x, b.y FROM (VALUES (1), (2), (3), (NULL)) a (x) LEFT JOIN (VALUES (2), (3), (4), (NULL)) b (y) ON EXISTS (SELECT 1 FROM (VALUES (1), (2)) c (z) WHERE c.z IN (SELECT d.w FROM (VALUES (1), (2), (3)) d (w) WHERE d.w = a.x AND d.w < b.y)) ORDER BY 1, 2

SELECT a.x, b.y FROM (VALUES (1), (2), (3), (NULL)) a (x) RIGHT JOIN (VALUES (2), (3), (4), (NULL)) b (y) ON EXISTS (SELECT 1 FROM (VALUES (1), (2)) c (z) WHERE c.z IN (SELECT d.w FROM (VALUES (1), (2), (3)) d (w) WHERE d.w = a.x AND d.w < b.y)) ORDER BY 1, 2

SELECT a.x, a.s, b.y, b.t FROM (VALUES (1, 'p'), (2, 'q'), (NULL, 'r')) a (x, s) LEFT JOIN (VALUES (2, 'q'), (3, 'p'), (NULL, 's')) b (y, t) ON a.x <= (SELECT MAX(c.z) FROM (VALUES (1), (2), (3)) c (z) WHERE c.z NOT IN (SELECT d.w FROM (VALUES (1), (3)) d (w) WHERE d.w = b.y OR d.w < a.x)) AND a.s <> b.t ORDER BY 1, 2, 3, 4

SELECT a.x, a.s, b.y, b.t FROM (VALUES (1, 'p'), (2, 'q'), (NULL, 'r')) a (x, s) RIGHT JOIN (VALUES (2, 'q'), (3, 'p'), (NULL, 's')) b (y, t) ON a.x <= (SELECT MAX(c.z) FROM (VALUES (1), (2), (3)) c (z) WHERE c.z NOT IN (SELECT d.w FROM (VALUES (1), (3)) d (w) WHERE d.w = b.y OR d.w < a.x)) AND a.s <> b.t ORDER BY 1, 2, 3, 4

SELECT a.x, COUNT(b.y), COUNT(*) FROM (VALUES (1), (2), (3)) a (x) LEFT JOIN (VALUES (2), (3), (4)) b (y) ON b.y IN (SELECT c.z FROM (VALUES (2), (3), (4)) c (z) WHERE (SELECT COUNT(*) FROM (VALUES (1), (2)) d (w) WHERE d.w < a.x + b.y - c.z) = 1) GROUP BY a.x ORDER BY 1

SELECT e.v, (SELECT COUNT(b.y) FROM (VALUES (1), (2), (3)) a (x) LEFT JOIN (VALUES (2), (3), (4)) b (y) ON EXISTS (SELECT 1 FROM (VALUES (1), (2)) c (z) WHERE c.z < e.v AND c.z = (SELECT MIN(d.w) FROM (VALUES (1), (2)) d (w) WHERE d.w >= b.y - a.x))) AS n FROM (VALUES (1), (2), (3)) e (v) ORDER BY 1

SELECT a.x, b.y, g.u FROM (VALUES (1), (2)) a (x) LEFT JOIN (VALUES (1), (3)) b (y) ON NOT EXISTS (SELECT 1 FROM (VALUES (1), (2)) c (z) WHERE c.z > ALL (SELECT d.w FROM (VALUES (1), (2)) d (w) WHERE d.w <> a.x AND d.w <> b.y)) RIGHT JOIN (VALUES (1), (2), (3)) g (u) ON g.u = b.y OR g.u IN (SELECT c.z FROM (VALUES (2)) c (z) WHERE c.z = (SELECT MAX(d.w) FROM (VALUES (1), (2)) d (w) WHERE d.w <= a.x)) ORDER BY 1, 2, 3
