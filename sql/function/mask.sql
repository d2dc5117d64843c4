create or replace function core.mask(p_field text, p_value text) returns text
language sql immutable parallel safe as $$
	select case
		when coalesce(p_value, '') = '' then ''
		when p_field = 'pname' then left(p_value, 1) || '**'
		when p_field in ('mobile', 'landtel', 'inccall') and length(p_value) >= 10
			then left(p_value, 3) || '****' || right(p_value, 4)
		when p_field in ('mobile', 'landtel', 'inccall') and length(p_value) >= 7
			then left(p_value, 1) || '****' || right(p_value, 2)
		when p_field = 'cerno' and length(p_value) = 18 then left(p_value, 6) || '********' || right(p_value, 4)
		when p_field = 'cerno' and length(p_value) >= 7
			then left(p_value, 2) || repeat('*', length(p_value) - 4) || right(p_value, 2)
		when p_field = 'paddr' then left(p_value, least(6, length(p_value) / 2)) || '****'
		when p_field in ('sex', 'ageband', 'certype', 'nationality') then p_value
		else '****'
	end;
$$;
comment on function core.mask(text, text) is 'A personal value as shown by default';
