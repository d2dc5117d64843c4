create or replace function core.code_known(p_tbl text, p_code text, p_day date) returns boolean
language plpgsql stable as $$
begin
	if p_tbl = 'division' then
		return exists (select from core.division d where d.code = p_code);
	end if;
	return exists (select from core.code c
		where c.tbl = p_tbl and c.code = p_code and p_day between c.valid_from and c.valid_to);
end $$;
comment on function core.code_known(text, text, date) is 'Whether a table contains a code on a day';
