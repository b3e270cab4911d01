-- Only a literal becomes what stands beside it.
SELECT v = '1', v > '0', '2' - v FROM (VALUES (1), (2)) t (v)

SELECT v = 1 FROM (VALUES ('1')) t (v)

SELECT v > 1.5 FROM (VALUES ('1')) t (v)

SELECT v IN (1, 2) FROM (VALUES ('1')) t (v)

SELECT v IN (SELECT 1) FROM (VALUES ('1')) t (v)

SELECT 1 = ANY (SELECT v) FROM (VALUES ('1')) t (v)

SELECT (v, 1) = (1, 1) FROM (VALUES ('1')) t (v)

SELECT (v, 1) = ('1', '1') FROM (VALUES ('1')) t (v)

SELECT v BETWEEN 1 AND 2 FROM (VALUES ('1')) t (v)

SELECT CASE v WHEN 1 THEN 2 END FROM (VALUES ('1')) t (v)

SELECT v * 2 FROM (VALUES ('1')) t (v)

SELECT - v FROM (VALUES ('1')) t (v)

SELECT v < DATE '2024-01-01' FROM (VALUES ('2023-01-01')) t (v)

SELECT d < '2024-01-01', d = '2023-12-31' FROM (VALUES (DATE '2023-12-31')) t (d)

SELECT t.v FROM (VALUES ('1')) t (v) JOIN (VALUES (1)) s (w) ON t.v = s.w

SELECT b = 1 FROM (VALUES (TRUE)) t (b)

SELECT b <> 0 FROM (VALUES (TRUE)) t (b)

SELECT 2 = b FROM (VALUES (TRUE)) t (b)

SELECT b = 'yes', b <> 'f' FROM (VALUES (TRUE)) t (b)

SELECT v = TRUE FROM (VALUES ('true')) t (v)

-- Operators of bits.
SELECT v & 6, v | 8, v # 3, ~ v, v << 2, v >> 1, 1 + v & 3, -v >> 1 FROM (VALUES (1), (7), (-9)) t (v)

SELECT 1.5 & 2

SELECT '5' & 3

-- Texts are joined, with others besides.
SELECT 1 || 'a', 'a' || 1.5, 'a' || DATE '2024-01-01', v || w FROM (VALUES ('x', 2)) t (v, w)

SELECT 1 || 2

SELECT v || w FROM (VALUES (1, 2.5)) t (v, w)

SELECT DATE '2024-01-01' || 1

SELECT TRUE || FALSE
