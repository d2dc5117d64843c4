create or replace function core.stamp_of(p_payload jsonb, p_key text) returns timestamptz
language plpgsql stable as $$
declare
	v text := p_payload->>p_key;
begin
	if coalesce(v, '') = '' then
		return null;
	end if;
	if v !~ '^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)$' then
		perform core.refuse(p_key, 'This is not a time.');
	end if;
	if substr(v, 9, 2) > '28' then
		perform core.date_of(jsonb_build_object(p_key, left(v, 10)), p_key);
	end if;
	return v::timestamptz;
end $$;
comment on function core.stamp_of(jsonb, text) is 'An instant of the payload, null where there is none';
