create or replace function core.paused(p_ticket uuid, p_base text, p_today date) returns datemultirange
language sql stable as $$
	select coalesce(range_agg(daterange(p.start, coalesce(p.stop, p_today + 1))), '{}')
	from core.pause p
	where p.ticket = p_ticket and p.base = p_base and p.start <= coalesce(p.stop, p_today + 1);
$$;
comment on function core.paused(uuid, text, date) is
	'The days of a clock''s pauses; a pause not yet ended counts through today, or not at all where '
	'today is null';
