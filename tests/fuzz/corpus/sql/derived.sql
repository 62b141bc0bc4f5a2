SELECT DISTINCT a.* FROM (SELECT id, name AS n FROM customers WHERE active) AS a, orders FULL OUTER JOIN customers b USING (id)
