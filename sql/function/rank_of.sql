create or replace function core.rank_of(p_due date, p_paused boolean, p_received timestamptz) returns timestamptz
language sql stable parallel safe as $$
	select case when p_due is null then p_received when p_paused then p_due + time '16:00' + interval '1 year'
		else p_due + time '16:00' end;
$$;
comment on function core.rank_of(date, boolean, timestamptz) is 'Place of an open ticket in lists: by its day; those whose clock stands still come behind';
