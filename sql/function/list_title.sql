-- A ticket that was returned or escalated to this unit and still waits begins with that and the reason.
create or replace function core.list_title(t core.ticket) returns text
language sql stable as $$
	select coalesce((
		select format('%s（%s）：', case e.action when 'return' then '退回' else '上报' end,
			left(concat_ws('，', c.name, nullif(btrim(e.payload->>'detail'), '')), 60))
		from (select x.action, x.payload from core.event x
			where x.ticket = t.ticket and (x.from_state <> x.to_state or x.from_unit <> x.to_unit)
			order by x.n desc limit 1) e
		left join core.code c on c.tbl = 'return_reason' and c.code = e.payload->>'reason'
		where t.state in ('TS10', 'TS12', 'JB10', 'JB12', 'ZX10') and e.action in ('return', 'escalate')), '') || t.title;
$$;
comment on function core.list_title(core.ticket) is
	'The title of a ticket in a list, preceded by the reason where it was returned or escalated';
