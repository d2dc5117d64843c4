create or replace function core.day(p_at timestamptz) returns date
language sql immutable parallel safe as $$
	select (p_at at time zone 'Asia/Shanghai')::date;
$$;
comment on function core.day(timestamptz) is 'The day of an instant in China';
