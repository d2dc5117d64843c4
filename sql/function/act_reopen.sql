create or replace function core.act_reopen(s core.step) returns core.step
language plpgsql as $$
begin
	perform core.text_of(s.payload, 'reason', 1000);
	-- what was decided stands in the record; the ticket waits for a new decision
	s.t.outcome := case when (s.t).outcome ? 'representatives'
		then jsonb_build_object('representatives', (s.t).outcome->'representatives') else '{}' end;
	perform core.publication_stop(s, s.payload->>'reason');
	return s;
end $$;
comment on function core.act_reopen(core.step) is 'A superior has a closed ticket handled anew; its time starts with his decision, what was published is withdrawn';
