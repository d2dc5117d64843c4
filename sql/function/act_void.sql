create or replace function core.act_void(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.text_of(s.payload, 'reason', 1000);
	if exists (select from core.event e where e.ticket = (s.t).ticket and e.to_state in ('TS20', 'JB20', 'ZX30')) then
		perform core.refuse('', 'A unit that may handle this ticket had received it: it is decided or withdrawn, not made void.');
	elsif exists (select from core.merged m where m.main = (s.t).ticket) then
		perform core.refuse('', 'Others were merged into this ticket: take them apart first.');
	end if;
	return s;
end $$;
comment on function core.act_void(core.step) is
	'Declares a registration made in error void; its number stays and is never given again';
