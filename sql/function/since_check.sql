-- The first day of a pause must not lie ahead, before the clock began, or within an earlier pause.
create or replace function core.since_check(s core.step, p_bases text[]) returns text
language plpgsql stable as $$
declare
	day_ date := core.date_of(s.payload, 'since');
	c core.clock;
	p core.pause;
begin
	select * into c from core.clock x where x.ticket = (s.t).ticket and x.base = any (p_bases) and x.stopped is null
	order by x.base limit 1;
	if not found then
		perform core.refuse('', 'No time runs here that could stand still.');
	end if;
	select * into p from core.pause x where x.ticket = c.ticket and x.base = c.base
	order by x.stop desc nulls first limit 1;
	if p.ticket is not null and p.stop is null then
		perform core.refuse('', 'The time has stood still since %s: that is ended first.', p.start::text);
	elsif day_ > core.day(s.at) then
		perform core.refuse('since', 'This day lies ahead.');
	elsif day_ < core.day(c.start) then
		perform core.refuse('since', 'The time began only on %s (%s): nothing before it can stand still.', core.day(c.start)::text, c.rule);
	elsif day_ < p.stop then
		perform core.refuse('since', 'Up to %s the time stood still already: give that day or a later one.', p.stop::text);
	elsif core.date_of(s.payload, 'expected') < day_ then
		perform core.refuse('expected', 'This day is before the first one.');
	end if;
	return c.base;
end $$;
comment on function core.since_check(core.step, text[]) is
	'Refuses a first day on which a pause cannot begin; returns the clock concerned';
