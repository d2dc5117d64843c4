create or replace function api.worklist(p_unit text, p_queue text, p_after text, p_limit integer)
returns table (ticket uuid, regno text, kind text, state text, version integer, unit text,
	unit_name text, title text, respondent text, caller text, received timestamptz, clock text, due date,
	flags text, updated timestamptz, operator text, next text)
language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp as $$
declare
	w core.who := core.me();
	q core.queue;
	at_ text;
	n integer := least(greatest(coalesce(p_limit, 50), 1), greatest(core.setting('rows_max')::integer, 200));
begin
	at_ := core.at_unit(w, p_unit);
	select * into q from core.queue x where x.code = p_queue;
	if not found or not core.queue_for(w, at_, q) then
		raise exception 'There is no such list, or it is not yours.' using errcode = 'GS002';
	end if;
	if coalesce(p_after, '') <> '' then
		perform core.place_check(p_after);
	end if;
	return query select r.ticket, r.regno, r.kind, r.state, r.version, r.unit, r.unit_name,
		case when q.scope = 'incident' then core.incident_words(r.ticket, at_, now()) || ' ' || r.title else r.title end,
		r.respondent, r.caller, r.received, r.clock, r.due,
		case when q.scope = 'incident' and exists (select from core.incident_notice x where x.ticket = r.ticket
			and x.unit = at_ and x.received is null and x.due < now()) then r.flags || '!' else r.flags end,
		r.updated, r.operator, r.next
	from core.list_rows(core.queue_page(w, at_, q, p_after, n)) r;
end $$;
comment on function api.worklist(text, text, text, integer) is
	'One page of a unit''s worklist; the next of its last row is the place to continue from';
