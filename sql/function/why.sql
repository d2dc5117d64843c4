-- The count of due_paused(), a row for each day.
create or replace function api.why(p_ticket uuid, p_clock text)
returns table (day date, counted boolean, n integer, reason text, note text)
language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp as $$
#variable_conflict use_column
declare
	w core.who := core.me();
	t core.ticket := core.find_ticket(w, p_ticket);
	c core.clock;
	still datemultirange;
	begun boolean := false;
	most integer;
	last date;
	k core.calendar;
begin
	select x.* into c from core.clock x where x.ticket = t.ticket and (x.base = p_clock or x.code = p_clock);
	if not found then
		raise exception 'There is no such ticket, or it is not yours.' using errcode = 'GS002';
	end if;
	still := core.paused(c.ticket, c.base, core.day(coalesce(c.stopped, now())));
	last := case when exists (select from core.deadline_rule r where r.code = c.code and r.length is null) then c.due
		else core.due_paused(core.day(c.start), c.length + c.extended, c.unit, core.setting('weekend_roll') = '1', still) end;
	most := c.length + c.extended;
	if c.unit = 'year' then
		most := (core.day(c.start) + make_interval(years => most))::date - core.day(c.start);
	end if;
	n := 0;
	for k in select * from core.calendar x where x.day >= core.day(c.start) and x.day <= last order by x.day loop
		day := k.day;
		note := k.name;
		counted := false;
		if n >= most and begun and c.unit <> 'workday' then
			reason := 'The last day moved behind a holiday';
		elsif still @> k.day then
			reason := 'The clock stood still';
		elsif not begun then
			begun := true;
			reason := 'The first day is not counted';
		elsif c.unit = 'workday' and not k.works then
			reason := case when k.holiday then 'Holiday' else 'Weekend' end;
		else
			counted := true;
			n := n + 1;
			reason := case when k.works and k.name <> '' then 'Make-up working day'
				when c.unit = 'workday' then 'Working day' else 'Day' end;
		end if;
		if not k.known and (c.unit = 'workday' or k.day = last) then
			note := 'The holidays of this year are not announced yet';
		end if;
		return next;
	end loop;
end $$;
comment on function api.why(uuid, text) is 'How the last day of a clock was counted, day by day';
