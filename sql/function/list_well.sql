create or replace function core.list_well(p_list jsonb, p_longest integer) returns boolean
language plpgsql immutable parallel safe as $$ -- its plan is cached: every list of a payload comes here
begin
	return count(*) <= 40 and coalesce(bool_and(jsonb_typeof(e) = 'string'), true)
			and coalesce(sum(case jsonb_typeof(e) when 'string' then length(e #>> '{}') + 1 end), 0) <= p_longest + 1
			and not coalesce(bool_or(case jsonb_typeof(e) when 'string'
				then e #>> '{}' ~ '[\u0001-\u001f\u007f-\u009f]' end), false)
		from jsonb_array_elements(p_list) e;
end $$;
comment on function core.list_well(jsonb, integer) is 'Whether a list contains short texts only';
