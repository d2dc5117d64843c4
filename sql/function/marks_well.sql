create or replace function core.marks_well(p_action text, p_marks jsonb) returns boolean
language sql stable as $$
	select jsonb_typeof(p_marks) = 'object' and coalesce((
		select bool_and(e.value in ('"unknown"', '"declined"')
			and exists (select from core.field f where f.action = p_action and f.key = e.key))
		from jsonb_each(case jsonb_typeof(p_marks) when 'object' then p_marks else '{}' end) e), true);
$$;
comment on function core.marks_well(text, jsonb) is
	'Whether marks name fields of the action and say only unknown or declined';
