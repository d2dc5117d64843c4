create or replace function core.act_reject(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.text_of(s.payload, 'note', 1000);
	perform core.not_replier(s);
	if (s.t).state = 'TS60' then
		return core.undecided(s);
	elsif coalesce(s.payload->>'back', '') not in ('', 'wording') then
		perform core.refuse('back', 'Only what was decided and told is undone; what waits for a decision is sent back to whoever proposed it.');
	end if;
	s.t.outcome := (s.t).outcome - 'proposal';
	if s.state = 'TS21' then
		s.clock := 'again D13';
	end if;
	return s;
end $$;
comment on function core.act_reject(core.step) is
	'Sends a proposal or a reply back for correction; a time for proof that the proposal had stopped '
	'runs again';
