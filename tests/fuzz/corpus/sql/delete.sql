DELETE FROM orders WHERE (id, total) = (:a, :b) OR photo ISNULL -- comment

