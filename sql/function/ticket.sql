create or replace function api.ticket(p_ticket uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp as $$
declare
	w core.who := core.me();
	t core.ticket;
begin
	select * into t from core.ticket x where x.ticket = p_ticket and core.may_see(x.unit, x.held, w.units);
	if not found then
		raise exception 'There is no such ticket, or it is not yours.' using errcode = 'GS002';
	end if;
	return core.ticket_head(t) || core.ticket_people(t, w) || core.ticket_past(t, w);
end $$;
comment on function api.ticket(uuid) is 'One ticket whole: facts with people masked, clocks, timeline, linked tickets, what may be done';
