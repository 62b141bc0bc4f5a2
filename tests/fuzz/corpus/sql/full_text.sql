SELECT title, snippet(memos, 1, '[', ']', '...', 8) FROM memos WHERE memos MATCH :q ORDER BY bm25(memos, 1.0)
