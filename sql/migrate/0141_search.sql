-- 0141 -- a search returns pages, as worklists do: its third argument is the place to continue from.
drop function if exists api.search(text, integer);
