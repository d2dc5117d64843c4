create or replace function core.setting(p_code text) returns text
language plpgsql stable as $$
begin
	return (select value from core.setting where code = p_code);
end $$;
comment on function core.setting(text) is 'A setting of this installation; null if there is none';
