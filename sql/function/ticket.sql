-- Every answer is bounded: p_before pages the timeline back, and a program that wants less gives a number of
-- bytes; if even the last steps do not fit, there is no answer.
create or replace function api.ticket(p_ticket uuid, p_before integer default null, p_most integer default null)
returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp as $$
declare
	w core.who := core.me();
	t core.ticket := core.find_ticket(w, p_ticket);
	doc jsonb;
begin
	doc := core.ticket_head(t, w) || core.ticket_people(t, w) || core.ticket_past(t, w, p_before) || core.ticket_notices(t, w)
		|| core.ticket_proposal(t, w) || core.ticket_under_way(t) || core.ticket_parties(t, w) || core.ticket_same(t, w) || core.ticket_documents(t)
		|| core.ticket_incident(t) || core.ticket_lacks(t)
		|| coalesce(core.ticket_record(t), '{}') || core.ticket_publication(t);
	if p_most < octet_length(doc::text) then
		doc := doc || core.ticket_past(t, w, p_before, 8192);
	end if;
	return case when p_most < octet_length(doc::text) then null else doc end;
end $$;
comment on function api.ticket(uuid, integer, integer) is
	'One whole ticket: facts with persons masked, clocks, timeline, linked tickets, possible steps';
