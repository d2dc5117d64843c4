create or replace function core.stamp_of(p_payload jsonb, p_key text) returns timestamptz
language plpgsql stable as $$
declare
	v text := p_payload->>p_key;
begin
	if coalesce(v, '') = '' then
		return null;
	end if;
	if v !~ '^[12][0-9]{3}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)$' then
		perform core.refuse(p_key, 'This is not a time.');
	end if;
	perform core.date_of(jsonb_build_object(p_key, left(v, 10)), p_key);
	if substr(v, 12, 2) > '23' or substr(v, 15, 2) > '59' then
		perform core.refuse(p_key, 'This is not a time.');
	end if;
	return v::timestamptz;
end $$;
comment on function core.stamp_of(jsonb, text) is 'An instant of the payload, null where there is none';
