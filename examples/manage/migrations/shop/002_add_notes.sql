ALTER TABLE orders ADD COLUMN note TEXT;

-- down
ALTER TABLE orders DROP COLUMN note;
