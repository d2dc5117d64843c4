-- A day beyond the calendar stays: its holidays are not known.
create or replace function core.rolled(p_day date, p_roll_weekend boolean) returns date
language sql stable parallel safe as $$
	select coalesce((select k.day from core.calendar k
		where k.day >= p_day and not k.holiday and (k.works or not p_roll_weekend)
		order by k.day limit 1), p_day);
$$;
comment on function core.rolled(date, boolean) is
	'The day itself; if it is a holiday (or, where the setting says so, a plain weekend), the first '
	'day after it';
