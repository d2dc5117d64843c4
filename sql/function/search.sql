create or replace function api.search(p_text text, p_limit integer) returns table (ticket uuid, regno text, kind text, state text, version integer, unit text,
	unit_name text, title text, respondent text, caller text, received timestamptz, clock text, due date,
	flags text, updated timestamptz, operator text, next text)
language plpgsql security definer set search_path = pg_catalog, core, pg_temp as $$
declare
	w core.who := core.me();
	v text := btrim(translate(coalesce(p_text, ''), '０１２３４５６７８９　', '0123456789 '));
	n integer := least(greatest(coalesce(p_limit, 50), 1), core.setting('rows_max')::integer);
	ids uuid[];
begin
	if length(v) > 100 then
		perform core.refuse('text', 'This is longer than %s characters.', '100');
	end if;
	if v ~ '^[0-9]{9,9}[0-9]{16}$' then
		ids := array(select t.ticket from core.ticket t
			where t.registered_unit = left(v, 9) and t.serial = right(v, 8)::bigint and t.regno = v);
	elsif v ~ '^[0-9]{1,3}$' then
		ids := core.find_tail(w, v) || case when length(v) >= 2 then core.find_text(w, v) else '{}' end;
	elsif v ~ '^[0-9]{4,}$' or core.is_phone(v) then
		ids := core.find_tail(w, v);
		if length(core.phone(v)) >= 7 then
			ids := ids || core.look_up(w, core.phone(v));
		end if;
	elsif length(v) >= 2 then
		ids := core.find_text(w, v);
	end if;
	return query select r.* from core.list_rows(array(
		select t.ticket from core.ticket t
		where t.ticket = any (ids) and core.may_see(t.unit, t.held, w.units)
		order by t.received desc limit n)) r;
end $$;
comment on function api.search(text, integer) is 'Finds tickets by number or its tail, telephone, respondent or title, among those one may see';
