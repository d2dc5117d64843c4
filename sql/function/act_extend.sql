-- Extends the verification once: D04 where the report came from a mediation, else D05, even if new facts
-- restarted the clock.
create or replace function core.act_extend(s core.step) returns core.step
language plpgsql as $$
begin
	-- Order 20 article 23 requires no approval where the clue came from a mediation.
	if not exists (select from core.clock c where c.ticket = (s.t).ticket and c.code = 'D04o' and c.stopped is null
			and (s.r).clock = 'extend D05') then
		perform core.not_handler(s);
	end if;
	perform core.text_of(s.payload, 'reason', 1000);
	if (s.r).clock = 'extend D05' then
		if core.was_extended(s) then
			perform core.refuse('', 'This deadline has been extended once already or cannot be.');
		end if;
		if exists (select from core.clock c where c.ticket = (s.t).ticket and c.base = 'D04'
			and c.stopped is null) then
			s.clock := 'extend D04';
		end if;
	end if;
	s.t.outcome := (s.t).outcome - 'proposal' || jsonb_build_object('delayreason', s.payload->'reason',
		'delayapprover', (s.who).name);
	return s;
end $$;
comment on function core.act_extend(core.step) is
	'Extends the verification, or the time for the decision of a case, once';
