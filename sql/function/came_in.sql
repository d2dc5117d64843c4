-- A superior's reopening, or coming to another unit to be signed for or decided there, begins the handling anew;
-- being passed to a unit below does not: that acts in the name of the one above.
create or replace function core.came_in(p_ticket uuid) returns integer
language sql stable as $$
	select coalesce(max(e.n), 0) from core.event e left join core.transition r on r.code = e.transition
	where e.ticket = p_ticket and (e.action = 'reopen' or e.from_unit not in ('', e.to_unit) and coalesce(r.to_state, '') <> '');
$$;
comment on function core.came_in(uuid) is 'The number of the event since which a ticket is handled by who has it now';
