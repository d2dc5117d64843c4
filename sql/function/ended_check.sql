create or replace function core.ended_check(s core.step, p_bases text[]) returns void
language plpgsql stable as $$
declare
	day_ date := core.date_of(s.payload, 'ended');
	first date;
begin
	select p.start into first from core.pause p join core.clock c using (ticket, base)
	where p.ticket = (s.t).ticket and p.base = any (p_bases) and p.stop is null and c.stopped is null;
	if day_ > core.day(s.at) then
		perform core.refuse('ended', 'This day lies ahead.');
	elsif first is null and (s.r).to_state = '' then
		perform core.refuse('', 'The time does not stand still.');
	elsif day_ < first then
		perform core.refuse('ended', 'The time stands still only since %s.', first::text);
	end if;
end $$;
comment on function core.ended_check(core.step, text[]) is
	'Refuses a day on which the paused time cannot resume';
