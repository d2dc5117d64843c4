create or replace function core.stamp_of(p_payload jsonb, p_key text) returns timestamptz
language plpgsql stable as $$
declare
	v text := coalesce(p_payload->>p_key, '');
begin
	if not core.value_well('stamp', v) then
		perform core.refuse(p_key, 'This is not a time.');
	end if;
	return nullif(v, '')::timestamptz;
end $$;
comment on function core.stamp_of(jsonb, text) is 'An instant of the payload, null where there is none';
