create or replace function core.due_day(p_start date, p_length integer, p_unit text,
	p_roll_weekend boolean default false) returns date
language plpgsql stable as $$
declare
	d date;
begin
	if p_unit = 'workday' and p_length > 0 then
		select b.day into d from core.calendar a
		join core.calendar b on b.n = a.n + p_length and b.works
		where a.day = p_start;
	elsif p_unit = 'workday' then
		d := p_start;
	else
		d := core.rolled(case p_unit when 'year' then (p_start + make_interval(years => p_length))::date
			else p_start + p_length end, p_roll_weekend);
	end if;
	if d is null then
		raise exception 'the calendar does not reach % % % ', p_start, p_length, p_unit;
	end if;
	return d;
end $$;
comment on function core.due_day(date, integer, text, boolean) is
	'Last day of a period (order 121 article 45): the first day is not counted; a last day on a '
	'holiday moves to the first day after it, and after a plain weekend where the setting says so';
