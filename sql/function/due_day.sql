create or replace function core.due_day(p_start date, p_length integer, p_unit text,
	p_roll_weekend boolean default false) returns date
language plpgsql stable as $$
declare
	d date;
begin
	if p_unit = 'workday' then
		select b.day into d from core.calendar a
		join core.calendar b on b.n = a.n + p_length and b.works
		where a.day = p_start;
	else
		d := case p_unit when 'year' then (p_start + make_interval(years => p_length))::date
			else p_start + p_length end;
		if exists (select from core.calendar where day = d
			and (holiday or p_roll_weekend and not works)) then
			select day into d from core.calendar
			where day > d and not holiday and (works or not p_roll_weekend)
			order by day limit 1;
		end if;
	end if;
	if d is null then
		raise exception 'the calendar does not reach % % % ', p_start, p_length, p_unit;
	end if;
	return d;
end $$;
comment on function core.due_day(date, integer, text, boolean) is 'Last day of a period (order 121 article 45): the first day is not counted; a last day on a holiday moves behind it, and behind plain weekends where so chosen';
