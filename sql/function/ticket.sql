create or replace function api.ticket(p_ticket uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp as $$
declare
	w core.who := core.me();
	t core.ticket := core.find_ticket(w, p_ticket);
begin
	return core.ticket_head(t, w) || core.ticket_people(t, w) || core.ticket_past(t, w) || core.ticket_notices(t, w)
		|| core.ticket_proposal(t, w) || core.ticket_under_way(t) || core.ticket_parties(t, w) || core.ticket_documents(t)
		|| core.ticket_incident(t) || core.ticket_publication(t);
end $$;
comment on function api.ticket(uuid) is 'One ticket whole: facts with people masked, clocks, timeline, linked tickets, what may be done';
