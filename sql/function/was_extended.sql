create or replace function core.was_extended(s core.step) returns boolean
language plpgsql stable as $$
begin
	return exists (select from core.event e where e.ticket = (s.t).ticket and e.action = 'extend'
			and e.from_state in ('JB20', 'JB23') and e.n > coalesce((select max(r.n) from core.event r
				where r.ticket = e.ticket and r.action = 'reopen'), 0))
		or not exists (select from core.clock c join core.deadline_rule r on r.code = c.code
			where c.ticket = (s.t).ticket and c.base in ('D04', 'D05') and c.stopped is null
				and c.extended = 0 and r.extend > 0);
end $$;
comment on function core.was_extended(core.step) is
	'Whether the time for verifying a report was extended since the report was last reopened, or no '
	'running clock can be extended';
