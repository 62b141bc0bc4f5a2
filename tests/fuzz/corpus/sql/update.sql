UPDATE OR REPLACE orders AS o SET total = total * 1.5, note = :note FROM customers AS c WHERE c.id = o.customer_id RETURNING o.id
