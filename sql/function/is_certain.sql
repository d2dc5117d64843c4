create or replace function core.is_certain(p_start date, p_due date, p_unit text) returns boolean
language sql stable parallel safe as $$
	select coalesce(bool_and(coalesce(k.known, false)), false)
	from generate_series(extract(year from case p_unit when 'workday' then p_start else p_due end)::integer,
		extract(year from p_due)::integer) y
	left join core.calendar k on k.day = make_date(y, 1, 1);
$$;
comment on function core.is_certain(date, date, text) is
	'Whether the holidays of every year that a count covers are announced; in a count of natural days '
	'only the last day can be a holiday';
