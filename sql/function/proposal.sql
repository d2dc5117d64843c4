-- What is laid before the leader, kept beside the outcome until he approves or sends it back.
create or replace function core.proposal(s core.step) returns jsonb
language sql immutable as $$
	select jsonb_build_object('proposal', jsonb_strip_nulls(s.log)
		|| jsonb_build_object('what', s.action, 'by', (s.who).name, 'at', s.at));
$$;
comment on function core.proposal(core.step) is 'A decision proposed: what, by whom, when, and what its form says';
