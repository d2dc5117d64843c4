create or replace function core.date_of(p_payload jsonb, p_key text) returns date
language plpgsql immutable as $$
declare
	v text := coalesce(p_payload->>p_key, '');
begin
	if not core.value_well('date', v) then
		perform core.refuse(p_key, 'This is not a date.');
	end if;
	return nullif(v, '')::date;
end $$;
comment on function core.date_of(jsonb, text) is 'A date of the payload, null where there is none';
