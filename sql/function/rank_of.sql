-- Four hundred years are given in hours, so that adding them means the same in every time zone
-- (core.root_heads).
create or replace function core.rank_of(p_due date, p_paused boolean, p_received timestamptz, p_major boolean default false)
returns timestamptz
language sql stable parallel safe as $$
	select case when p_major then coalesce(p_due + time '16:00', p_received) - interval '3506328 hours'
		when p_due is null then p_received + interval '3506328 hours'
		when p_paused then p_due + time '16:00' + interval '1 year'
		else p_due + time '16:00' end;
$$;
comment on function core.rank_of(date, boolean, timestamptz, boolean) is
	'Place of an open ticket in lists: with an open major incident first; then by its day, those '
	'whose clock is paused a year later; those without a day last, by receipt';
