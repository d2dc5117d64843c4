create or replace function core.day_said(p_day date) returns text
language sql immutable parallel safe as $$
	select extract(year from p_day) || '年' || extract(month from p_day) || '月' || extract(day from p_day) || '日';
$$;
comment on function core.day_said(date) is 'A day as documents write it';
