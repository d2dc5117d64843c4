create or replace function core.representatives_without(p_outcome jsonb, p_number integer) returns jsonb
language sql immutable as $$
	select case when p_outcome->'representatives' = jsonb_build_array(p_number::text) then p_outcome - 'representatives'
		when p_outcome ? 'representatives' then jsonb_set(p_outcome, '{representatives}',
			(p_outcome->'representatives') - p_number::text)
		else p_outcome end;
$$;
comment on function core.representatives_without(jsonb, integer) is
	'The outcome without a complainant who has left as a representative';
