-- A letter, a visit or a file from another office may come in days before it is registered: the statutory
-- times count from that day (order 121 articles 15, 31), so an operator who names an earlier day says why it
-- is registered only now.
create or replace function core.received_of(p_payload jsonb, p_at timestamptz) returns timestamptz
language plpgsql stable as $$
declare
	said text := p_payload->>'received';
	v timestamptz;
	day_ date := core.date_of(p_payload, 'received_on');
begin
	v := case when said ~ '^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?(Z|[+-](0[0-9]|1[0-4]):?00)$'
		then said::timestamptz else core.stamp_of(p_payload, 'received') end;
	if v > p_at then
		v := p_at;
	end if;
	if day_ > core.day(v) then
		perform core.refuse('received_on', 'This lies after the day of registration.');
	elsif day_ < core.day(v) then
		if core.blank(p_payload->>'received_why') then
			perform core.refuse('received_why', 'It came in earlier than it is registered: say why.');
		end if;
		v := day_::timestamp at time zone 'Asia/Shanghai';
	end if;
	if v < p_at - interval '1 day'
		and v < p_at - make_interval(days => core.setting('received_back_days')::integer) then
		perform core.refuse(case when day_ is null then 'received' else 'received_on' end,
			'The time of receipt lies too far back.');
	end if;
	return v;
end $$;
comment on function core.received_of(jsonb, timestamptz) is
	'When a ticket was received; a desk whose clock is ahead cannot date it into the future';
