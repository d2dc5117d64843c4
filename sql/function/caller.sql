create or replace function api.caller(p_phone text) returns table (ticket uuid, regno text, kind text, state text,
	received timestamptz, respondent text, unit_name text, title text, open boolean)
language plpgsql security definer set search_path = pg_catalog, core, pg_temp as $$
declare
	w core.who := core.me();
	ids uuid[] := core.look_up(w, core.phone(left(p_phone, 40)));
begin
	return query select t.ticket, t.regno, t.kind, t.state, t.received, t.respondent, u.short_name, t.title, s.open
	from core.ticket t join core.unit u on u.code = t.unit join core.state s on s.code = t.state
	where t.ticket = any (ids) and t.received > now() - interval '1 year'
	order by t.received desc limit 50;
end $$;
comment on function api.caller(text) is
	'Tickets of a telephone number within a year, among those the operator may know by it; the '
	'look-up is recorded';
