create or replace function core.flag(p_flags text, p_letter text) returns text
language sql immutable parallel safe as $$
	select case when position(p_letter in p_flags) > 0 then p_flags else p_flags || p_letter end;
$$;
comment on function core.flag(text, text) is 'Flags with one more set';
