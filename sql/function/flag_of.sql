create or replace function core.flag_of(p_payload jsonb, p_key text) returns boolean
language sql immutable parallel safe as $$
	select coalesce(p_payload->>p_key, '') in ('true', '1', 'yes');
$$;
comment on function core.flag_of(jsonb, text) is 'Whether a flag of the payload is set';
