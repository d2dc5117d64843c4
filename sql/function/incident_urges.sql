-- At any hour of any day, once for each unit.
create or replace function core.incident_urges(p_now timestamptz, p_most integer) returns integer
language plpgsql as $$
declare
	ids uuid[];
	told integer;
begin
	ids := array(select t.ticket from core.ticket t where t.ticket in (
			select n.ticket from core.incident_notice n join core.incident i on i.ticket = n.ticket and i.ended is null
			join core.ticket x on x.ticket = n.ticket
			where n.received is null and n.urged is null and n.due <= p_now and core.incident_here(n.unit, x.unit))
		order by t.ticket limit p_most for update of t skip locked);
	with d as materialized (
		update core.incident_notice n set urged = p_now
		from core.ticket t, core.unit u
		where n.ticket = any (ids) and n.received is null and n.urged is null and n.due <= p_now
			and t.ticket = n.ticket and u.code = n.unit and core.incident_here(n.unit, t.unit)
		returning n.ticket, n.due, u.short_name, cardinality(u.above) as depth
	), l as materialized (
		select d.ticket, jsonb_build_object('note', '重大事件未接报：' || string_agg(d.short_name || '应于'
			|| to_char(d.due at time zone 'Asia/Shanghai', 'MM-DD HH24:MI') || '前接报', '；' order by d.depth desc)) as log
		from d group by d.ticket
	)
	select count(*) into told from (select array_agg(l.ticket) as ids, array_agg(l.log) as logs from l) g,
		core.system_events(g.ids, g.logs, 'urge', 'u', p_now);
	return told;
end $$;
comment on function core.incident_urges(timestamptz, integer) is
	'Urges units that have not acknowledged a major incident in time, by day and night; an event on '
	'each ticket; returns the number';
