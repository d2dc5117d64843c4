-- Indexes are computed with it: a change here needs a migration that computes them anew.
create or replace function core.joinable(p_state text) returns boolean
language sql immutable parallel safe as $$
	select p_state = any ('{TS10,TS11,TS12,TS20,TS21,TS25,TS30,TS40,TS41,TS42,
		JB10,JB11,JB12,JB20,JB21,JB22}'::text[]);
$$;
comment on function core.joinable(text) is 'Whether a ticket in this state may still be merged, or have others merged into it';
