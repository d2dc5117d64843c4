create or replace function core.uuid_of(p_payload jsonb, p_key text) returns uuid
language plpgsql immutable as $$
declare
	v text := p_payload->>p_key;
begin
	if v !~ '^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$' then
		perform core.refuse(p_key, 'This is not an identifier.');
	end if;
	return v::uuid;
end $$;
comment on function core.uuid_of(jsonb, text) is 'An identifier of the payload, null where there is none';
