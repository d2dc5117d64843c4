create or replace function core.queue_places(p_unit text, p_queue core.queue) returns table (unit text, state text)
language sql stable as $$
	select p.unit, q.state
	from unnest(core.places(case p_queue.scope when 'overdue' then 'tree' else p_queue.scope end, p_unit)) p(unit), lateral (
		with recursive s(state) as (
			(select t.state from core.ticket t where t.unit = p.unit order by t.state limit 1)
			union all
			select (select t.state from core.ticket t where t.unit = p.unit and t.state > s.state
				order by t.state limit 1) from s where s.state is not null)
		select s.state from s where s.state = any (case when p_queue.states <> '{}' then p_queue.states
			else array(select code from core.state where open) end)) q;
$$;
comment on function core.queue_places(text, core.queue) is
	'The units of a worklist with the states in which they have tickets, found by jumps over the '
	'index';
