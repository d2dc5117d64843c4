create or replace function core.urge_all(p_what text, p_now timestamptz, p_most integer) returns integer
language plpgsql as $$
declare
	ids uuid[];
	told integer;
begin
	select array_agg(distinct u.ticket) into ids from core.urges_due(p_what, p_now) u;
	-- A ticket that another session has locked waits for the next round.
	ids := array(select t.ticket from core.ticket t join core.state s on s.code = t.state and s.open
		where t.ticket = any (ids) order by t.ticket limit p_most for update of t skip locked);
	-- One superior for each ticket and round: urges to another wait for the next round.
	with o as (
		select u.*, first_value(u.target) over (partition by u.ticket order by u.days desc, u.rule desc) as first
		from core.urges_due(p_what, p_now, ids) u
	), d as materialized (
		select u.*, x.name || '：' || coalesce(y.name, u.base) || '，' || u.due || '到期' as words
		from o u
		join core.code x on x.tbl = 'urge_rule' and x.code = u.rule
		left join core.clock c on c.ticket = u.ticket and c.base = u.base
		left join core.deadline_rule y on y.code = c.code
		where u.target = u.first
	), m as (
		insert into core.urged (ticket, base, start, rule, at)
		select d.ticket, d.base, d.start, d.rule, p_now from d on conflict do nothing
	), l as materialized (
		select d.ticket, jsonb_build_object(case p_what when 'urge' then 'note' else 'detail' end,
				string_agg(d.words, ';' order by d.days, d.rule), 'rules', jsonb_agg(d.rule order by d.days, d.rule))
			|| case p_what when 'urge' then '{}'::jsonb else jsonb_build_object('due',
				core.due_day(core.day(p_now), min(d.answer), 'workday')) end as log,
			min(d.target) as target
		from d group by d.ticket
	), e as materialized (
		select x.ticket, x.op from (select array_agg(l.ticket) as ids, array_agg(l.log) as logs from l) g,
			core.system_events(g.ids, g.logs, case p_what when 'urge' then 'urge' else 'supervise' end,
				case p_what when 'urge' then 'u' else 's' end, p_now) x
	), w as (
		insert into core.supervision (ticket, op, unit, operator, due, at)
		select e.ticket, e.op, case l.target when 'common' then coalesce(t.outcome#>>'{dispute,superior}',
			core.superior(t.unit, 'parent')) else core.superior(t.unit, l.target) end, 'gangshao', (l.log->>'due')::date, p_now
		from e join l on l.ticket = e.ticket join core.ticket t on t.ticket = e.ticket
		where p_what = 'escalate'
	)
	select count(*) into told from e;
	return told;
end $$;
comment on function core.urge_all(text, timestamptz, integer) is
	'Urges, or escalates to the superior, what the rules require now; an event of the server on each '
	'ticket; returns the number';
