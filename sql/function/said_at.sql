-- Two tickets that one operation touched bear the same time to the microsecond: whoever may not know a reporter must
-- not put a report to the complaint it came of (order 121 article 37).
create or replace function core.said_at(p_at timestamptz, p_known boolean) returns timestamptz
language sql immutable parallel safe as $$
	select case when p_known then p_at else date_trunc('minute', p_at) end;
$$;
comment on function core.said_at(timestamptz, boolean) is 'A time as it is told: to the minute to who may not know the reporter';
