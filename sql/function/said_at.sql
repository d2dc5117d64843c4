-- Two tickets that one operation changed carry the same time to the microsecond: an operator who may not know
-- a reporter must not be able to match a report with the complaint it came from (order 121 article 37).
create or replace function core.said_at(p_at timestamptz, p_known boolean) returns timestamptz
language sql immutable parallel safe as $$
	select case when p_known then p_at else date_trunc('minute', p_at) end;
$$;
comment on function core.said_at(timestamptz, boolean) is
	'A time as shown: cut to the minute for an operator who may not know the reporter';
