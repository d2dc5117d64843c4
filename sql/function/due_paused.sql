-- Gives the same result as deadline_walk() of the desk, in jumps: days in a pause are not counted; while the
-- starting day lies in a pause, the period has not begun.  A pause after the last day moves nothing.
create or replace function core.due_paused(p_start date, p_length integer, p_unit text, p_roll_weekend boolean,
	p_paused datemultirange) returns date
language plpgsql stable as $$
declare
	first date := coalesce((select upper(x) from unnest(p_paused) x where x @> p_start), p_start);
	r daterange;
	d date;
	at_ integer;
begin
	if p_unit = 'workday' and p_length > 0 then
		select k.n + p_length into at_ from core.calendar k where k.day = first;
		for r in select x from unnest(p_paused) x where lower(x) > first order by x loop
			exit when (select k.day from core.calendar k where k.n = at_ and k.works) < lower(r);
			at_ := at_ + (select count(*) from core.calendar k where k.works and k.day >= lower(r)
				and k.day < upper(r))::integer;
		end loop;
		select k.day into d from core.calendar k where k.n = at_ and k.works;
		if d is null then
			raise exception 'the calendar does not reach % % % ', p_start, p_length, p_unit;
		end if;
		return d;
	elsif p_unit = 'workday' then
		return first;
	end if;
	d := case p_unit when 'year' then (first + make_interval(years => p_length))::date else first + p_length end;
	if d > first then
		for r in select x from unnest(p_paused) x where lower(x) > first order by x loop
			exit when d < lower(r);
			d := d + (upper(r) - lower(r));
		end loop;
	end if;
	return core.rolled(d, p_roll_weekend);
end $$;
comment on function core.due_paused(date, integer, text, boolean, datemultirange) is
	'Last day of a period with pauses (order 121 articles 22 and 45)';
