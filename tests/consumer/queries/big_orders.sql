-- The orders of active customers, the dearest first.
SELECT c.name, o.total
FROM orders AS o
JOIN customers AS c ON c.id = o.customer_id
WHERE o.total >= :min AND c.active
ORDER BY o.total DESC
LIMIT :n;
