create or replace function core.money_of(p_payload jsonb, p_key text) returns numeric
language plpgsql immutable as $$
declare
	v text := coalesce(p_payload->>p_key, '');
begin
	if not core.value_well('money', v) then
		perform core.refuse(p_key, 'This is not an amount of money.');
	end if;
	return nullif(v, '')::numeric(14, 2);
end $$;
comment on function core.money_of(jsonb, text) is 'An amount in yuan of the payload, null where there is none';
