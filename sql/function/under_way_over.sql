create or replace function core.under_way_over(p_outcome jsonb) returns jsonb
language sql immutable as $$
	select p_outcome - 'proposal' - core.under_way_names();
$$;
comment on function core.under_way_over(jsonb) is
	'An outcome without its proposal and pending matters: the step has overtaken them';
