create or replace function core.incident_count(p_payload jsonb, p_key text) returns integer
language plpgsql immutable as $$
declare
	v text := p_payload->>p_key;
begin
	if coalesce(v, '') = '' then
		return null;
	end if;
	if v !~ '^[0-9]{1,6}$' then
		perform core.refuse(p_key, 'Give a whole number of people, 0 where there are none.');
	end if;
	return v::integer;
end $$;
comment on function core.incident_count(jsonb, text) is
	'A number of people from the payload, null where it is not known or not said';
