-- A pending matter stands in the outcome under the name of the step that began it, so that every operator who
-- opens the ticket sees it.
create or replace function core.under_way(s core.step) returns jsonb
language sql immutable as $$
	select jsonb_build_object(s.action, jsonb_strip_nulls(s.log) || jsonb_build_object('by', (s.who).name, 'at', s.at));
$$;
comment on function core.under_way(core.step) is
	'The pending matter a step begins: its form, by whom and when, kept in the outcome until it ends';
