create or replace function core.act_propose(s core.step) returns core.step
language plpgsql as $$
declare
	what text := s.payload->>'what';
begin
	perform core.code_check(s.payload, '{what,proposal,ground,report_decision}', core.day(s.at));
	perform core.text_of(s.payload, 'detail', 1000);
	perform core.text_of(s.payload, 'evidence', 1000);
	if what = 'file' then
		perform core.whole_check(s);
	end if;
	if what = 'nofile' and coalesce(s.payload->>'ground', '') !~ '^R2[a-d]$' then
		perform core.refuse('ground', 'This is not a ground for not opening a case.');
	elsif what <> 'nofile' and coalesce(s.payload->>'ground', '') <> '' then
		perform core.refuse('ground', 'A ground is named only where no case is to be opened.');
	elsif what = 'extend' and core.was_extended(s) then
		perform core.refuse('what', 'This deadline has been extended once already or cannot be.');
	end if;
	s.t.outcome := (s.t).outcome || jsonb_build_object('proposal', jsonb_strip_nulls(jsonb_build_object(
		'what', what, 'ground', nullif(s.payload->>'ground', ''), 'detail', s.payload->'detail',
		'by', (s.who).name, 'at', s.at)));
	return s;
end $$;
comment on function core.act_propose(core.step) is
	'Submits a proposal on a report to the leader: case, no case, more time, or transfer';
