SELECT count(*) AS "n)"  -- quotes and brackets: ")" ${name}; [x]
FROM customers
WHERE name LIKE 'a;%';
