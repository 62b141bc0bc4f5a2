INSERT INTO customers (name, active) VALUES (:name, TRUE), ('b', 0) ON CONFLICT (name) DO UPDATE SET active = excluded.active WHERE NOT customers.active RETURNING id, *;
