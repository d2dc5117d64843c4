-- The newest first.  A page begins after the last ticket of the page before.
create or replace function api.search(p_text text, p_limit integer, p_after text default '')
returns table (ticket uuid, regno text, kind text, state text, version integer, unit text,
	unit_name text, title text, respondent text, caller text, received timestamptz, clock text, due date,
	flags text, updated timestamptz, operator text, next text)
language plpgsql security definer set search_path = pg_catalog, core, pg_temp as $$
declare
	w core.who := core.me();
	v text := btrim(coalesce(p_text, ''));
	n integer := least(greatest(coalesce(p_limit, 50), 1), core.setting('rows_max')::integer);
	ids uuid[];
	at_ timestamptz := timestamptz 'infinity';
	last uuid := uuid 'ffffffff-ffff-ffff-ffff-ffffffffffff';
begin
	if length(v) > 100 then
		perform core.refuse('text', 'This is longer than %s characters.', '100');
	end if;
	if coalesce(p_after, '') <> '' then
		perform core.place_check(p_after);
		last := split_part(p_after, '|', 2)::uuid;
		at_ := (select x.received from core.ticket x where x.ticket = last);
	end if;
	ids := core.find_all(w, v);
	return query select r.* from core.list_rows(array(
		select t.ticket from core.ticket t
		where t.ticket = any (ids) and core.may_see(t.unit, t.held, w.units) and (t.received, t.ticket) < (at_, last)
		order by t.received desc, t.ticket desc limit n)) r;
end $$;
comment on function api.search(text, integer, text) is
	'One page of the tickets found by number or its end, telephone, name, words of respondent and '
	'title, among those the operator may see';
