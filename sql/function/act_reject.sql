create or replace function core.act_reject(s core.step) returns core.step
language plpgsql as $$
declare
	told text := case s.state when 'TS51' then 'D03' when 'TS31' then 'D01' when 'TS21' then 'D13' end;
begin
	perform core.text_of(s.payload, 'note', 1000);
	perform core.not_replier(s);
	s.t.outcome := (s.t).outcome - 'proposal';
	if told is not null then
		update core.clock set stopped = null where ticket = (s.t).ticket and base = told;
		s.clock := 'stop -';
	end if;
	return s;
end $$;
comment on function core.act_reject(core.step) is 'Sends a proposal or a reply back to be mended; a duty to tell, or a time for proof, that it had stopped runs again';
