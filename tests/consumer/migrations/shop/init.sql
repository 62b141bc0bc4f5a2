INSERT INTO customers (name, email, active) VALUES ('Grace "the first"', 'grace@example.com', 1);
