create or replace function core.received_of(p_payload jsonb, p_at timestamptz) returns timestamptz
language plpgsql stable as $$
declare
	said text := p_payload->>'received';
	v timestamptz;
begin
	v := case when said ~ '^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?(Z|[+-](0[0-9]|1[0-4]):?00)$'
		then said::timestamptz else core.stamp_of(p_payload, 'received') end;
	if v > p_at then
		return p_at;
	end if;
	if v < p_at - interval '1 day'
		and v < p_at - make_interval(days => core.setting('received_back_days')::integer) then
		perform core.refuse('received', 'The time of receipt lies too far back.');
	end if;
	return v;
end $$;
comment on function core.received_of(jsonb, timestamptz) is 'When a ticket was received: a desk whose clock runs ahead does not date it into the future';
