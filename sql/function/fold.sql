-- Index core.ticket_folded and column core.trader.grams are computed with it: a change here needs a migration
-- that computes them anew.
create or replace function core.fold(p_name text) returns text
language sql immutable parallel safe as $$
	select coalesce(nullif(regexp_replace(core.plain(p_name), '[^[:alnum:]]', '', 'g'), ''),
		core.plain(p_name));
$$;
comment on function core.fold(text) is
	'The form in which names are compared everywhere: without width, case, blanks, dots, brackets and '
	'other signs';
