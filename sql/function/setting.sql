create or replace function core.setting(p_code text) returns text
language sql stable as $$
	select value from core.setting where code = p_code;
$$;
comment on function core.setting(text) is 'A choice of this installation; null if there is none';
