INSERT INTO customers (name) VALUES ('Walk-in');
