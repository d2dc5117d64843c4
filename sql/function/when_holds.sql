create or replace function core.when_holds(p_when text, p_payload jsonb) returns boolean
language sql immutable parallel safe as $$
	select case
		when p_when = '' then true
		when p_when like '+%' then coalesce(p_payload->>substr(p_when, 2), '') <> ''
		when p_when like '-%' then coalesce(p_payload->>substr(p_when, 2), '') = ''
		else coalesce(nullif(p_payload->>split_part(p_when, '=', 1), ''), split_part(p_when, '=', 2))
			= split_part(p_when, '=', 2)
	end;
$$;
comment on function core.when_holds(text, jsonb) is 'Whether a row of the procedure is meant: +key given, -key not given, key=value absent or equal';
