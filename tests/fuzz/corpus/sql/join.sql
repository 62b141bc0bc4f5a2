SELECT c.name, o.total FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.total >= :min AND c.active ORDER BY o.total DESC LIMIT :n
