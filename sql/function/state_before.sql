create or replace function core.state_before(t core.ticket) returns text
language sql stable as $$
	select coalesce((select e.from_state from core.event e
		where e.ticket = t.ticket and e.to_state = t.state and e.from_state not in ('', t.state)
		order by e.n desc limit 1), t.state);
$$;
comment on function core.state_before(core.ticket) is
	'The state from which a ticket came into its present one';
