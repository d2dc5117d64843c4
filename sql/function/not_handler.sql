create or replace function core.not_handler(s core.step) returns void
language plpgsql stable as $$
begin
	if exists (select from core.event e where e.ticket = (s.t).ticket and e.operator = (s.who).name
		and e.action in ('sign', 'verify')) then
		perform core.refuse('', 'Whoever handles a report does not decide on it.');
	end if;
end $$;
comment on function core.not_handler(core.step) is 'Refuses a decision by the one who signed the report in or verified it';
