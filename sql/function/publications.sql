-- The feed to the platform for publication; also lists publications withdrawn in these days, so that they are
-- taken down there.
create or replace function api.publications(p_unit text, p_from text, p_to text)
returns table (publication uuid, unit text, unit_name text, respondent text, goods text, problem text, result text,
	area text, received date, closed date, published timestamptz, withdrawn timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp as $$
#variable_conflict use_column
declare
	w core.who := core.me();
	at_ text := core.at_unit(w, p_unit);
	first date := coalesce(core.date_of(jsonb_build_object('from', p_from), 'from'), '2000-01-01');
	last date := coalesce(core.date_of(jsonb_build_object('to', p_to), 'to'), '9999-12-31');
begin
	return query select p.op, p.unit, u.short_name, p.body->>'respondent', p.body->>'goods', p.body->>'problem',
		p.body->>'result', p.body->>'area', (p.body->>'received')::date, (p.body->>'closed')::date, p.at, e.at
	from core.publication p
	join core.unit u on u.code = p.unit
	left join core.publication_end e on e.ticket = p.ticket and e.n = p.n
	where (p.unit = at_ or at_ = any (u.above))
		and (core.day(p.at) between first and last or core.day(e.at) between first and last)
	order by p.at, p.op limit 100000;
end $$;
comment on function api.publications(text, text, text) is
	'Publications of complaints of a unit and those below, made or withdrawn in these days, exactly '
	'as published';
