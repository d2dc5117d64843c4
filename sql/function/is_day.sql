create or replace function core.is_day(p_text text) returns boolean
language sql immutable parallel safe as $$
	select case when p_text ~ '^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'
		then substr(p_text, 9, 2) <= '28' or substr(p_text, 9, 2)::integer <= extract(day from
			make_date(left(p_text, 4)::integer, substr(p_text, 6, 2)::integer, 1) + interval '1 month' - interval '1 day') else false end;
$$;
comment on function core.is_day(text) is 'Whether a text is a day of the calendar, written 2026-11-20';
