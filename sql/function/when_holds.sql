create or replace function core.when_holds(p_when text, p_payload jsonb) returns boolean
language plpgsql immutable parallel safe as $$
begin
	if p_when = '' then
		return true;
	end if;
	if left(p_when, 1) in ('+', '-') then
		-- A flag that says no is the same as none.
		return (coalesce(p_payload->>substr(p_when, 2), '') not in ('', 'false', '0', 'no')) = (left(p_when, 1) = '+');
	end if;
	return coalesce(nullif(p_payload->>split_part(p_when, '=', 1), ''), split_part(p_when, '=', 2))
		= split_part(p_when, '=', 2);
end $$;
comment on function core.when_holds(text, jsonb) is
	'Whether the condition of a row of the procedure holds: +key given, -key not given, key=value '
	'absent or equal';
