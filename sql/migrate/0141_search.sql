-- 0141 -- a search goes on page by page, as worklists do: it takes a place in its list as a third argument.
drop function if exists api.search(text, integer);
