create or replace function core.incident_words(p_ticket uuid, p_unit text, p_now timestamptz) returns text
language sql stable as $$
	select case when n.received is null then case when n.due < p_now then '逾时未接报，应于' else '未接报，应于' end
			|| to_char(n.due at time zone 'Asia/Shanghai', 'MM-DD HH24:MI') || '前'
			else '已接报' end || case when i.final is not null then '，终报待认可' else '' end || '：'
		|| concat_ws(' ', k.name, l.name, '亡' || coalesce(r.dead::text, '?'), '伤' || coalesce(r.injured::text, '?'),
		case when r.ongoing then '仍在持续' end,
		case when i.reported > i.due then '首报迟' || ceil(extract(epoch from i.reported - i.due) / 60) || '分' end)
	from core.incident i
	join core.incident_notice n on n.ticket = i.ticket and n.unit = p_unit
	left join core.code k on k.tbl = 'incident_kind' and k.code = i.kind
	left join core.code l on l.tbl = 'event_level' and l.code = i.level
	left join lateral (select (array_agg(x.dead order by x.n desc) filter (where x.dead is not null))[1] as dead,
			(array_agg(x.injured order by x.n desc) filter (where x.injured is not null))[1] as injured,
			(array_agg(x.ongoing order by x.n desc) filter (where x.ongoing is not null))[1] as ongoing
		from core.incident_report x where x.ticket = i.ticket) r on true
	where i.ticket = p_ticket;
$$;
comment on function core.incident_words(uuid, text, timestamptz) is
	'What a unit''s list says of an incident: whether it is acknowledged and by when it must be, its '
	'level, whether it was late';
