-- A proposal to the leader, kept in the outcome until the leader approves it or sends it back.
create or replace function core.proposal(s core.step) returns jsonb
language sql immutable as $$
	select jsonb_build_object('proposal', jsonb_strip_nulls(s.log)
		|| jsonb_build_object('what', s.action, 'by', (s.who).name, 'at', s.at));
$$;
comment on function core.proposal(core.step) is
	'A proposed decision: what, by whom, when, and the values of its form';
