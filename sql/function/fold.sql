-- Index core.ticket_folded and core.trader.grams are made of it: what changes here needs a migration that makes them anew.
create or replace function core.fold(p_name text) returns text
language sql immutable parallel safe as $$
	select coalesce(nullif(regexp_replace(core.plain(p_name), '[^[:alnum:]]', '', 'g'), ''), core.plain(p_name));
$$;
comment on function core.fold(text) is 'A name as names are compared everywhere: without width, case, blanks, dots, brackets and other signs';
