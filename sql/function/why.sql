create or replace function api.why(p_ticket uuid, p_clock text)
returns table (day date, counted boolean, n integer, reason text, note text)
language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp as $$
#variable_conflict use_column
declare
	w core.who := core.me();
	t core.ticket := core.find_ticket(w, p_ticket);
	c core.clock;
	first date;
	k core.calendar;
begin
	select x.* into c from core.clock x where x.ticket = t.ticket and (x.base = p_clock or x.code = p_clock);
	if not found then
		raise exception 'There is no such ticket, or it is not yours.' using errcode = 'GS002';
	end if;
	first := core.day(c.start);
	day := first;
	counted := false;
	n := 0;
	reason := 'The first day is not counted';
	note := '';
	return next;
	for k in select * from core.calendar x where x.day > first and x.day <= c.due order by x.day loop
		day := k.day;
		note := k.name;
		counted := false;
		if exists (select from core.pause p where p.ticket = c.ticket and p.base = c.base
			and k.day >= p.start and (p.stop is null or k.day < p.stop)) then
			reason := 'The clock stood still';
		elsif c.unit = 'workday' and not k.works then
			reason := case when k.holiday then 'Holiday' else 'Weekend' end;
		elsif c.unit = 'day' and n >= c.length + c.extended then
			reason := 'The last day moved behind a holiday';
		else
			counted := true;
			n := n + 1;
			reason := case when k.works and k.name <> '' then 'Make-up working day'
				when c.unit = 'workday' then 'Working day' else 'Day' end;
		end if;
		if not k.known and c.unit = 'workday' then
			note := 'The holidays of this year are not announced yet';
		end if;
		return next;
	end loop;
end $$;
comment on function api.why(uuid, text) is 'How the last day of a clock was counted, day by day';
