-- The handling begins anew when a superior reopens the ticket or it comes to another unit to be signed for or
-- decided. Passing it to a unit below does not: that unit acts in the name of the one above.
create or replace function core.came_in(p_ticket uuid) returns integer
language sql stable as $$
	select coalesce(max(e.n), 0) from core.event e left join core.transition r on r.code = e.transition
	where e.ticket = p_ticket and (e.action = 'reopen' or e.from_unit not in ('', e.to_unit) and coalesce(r.to_state, '') <> '');
$$;
comment on function core.came_in(uuid) is
	'The number of the event since which the present unit handles the ticket';
