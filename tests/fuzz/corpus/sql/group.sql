SELECT customer_id, count(*) AS n, sum(total) FILTER (WHERE note IS NOT NULL) FROM orders GROUP BY customer_id HAVING count(*) > 1 ORDER BY n NULLS LAST, 1
