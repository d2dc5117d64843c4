create or replace function core.set_office(p_unit text, p_mark text, p_phone text, p_address text) returns text
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
begin
	if not exists (select from core.unit where code = p_unit and tier in ('1', '2', '3', '4')) then
		return 'Documents are issued by an office, not by a station or an internal unit.';
	end if;
	insert into core.office as o (unit, mark, phone, address)
	values (p_unit, coalesce(p_mark, ''), coalesce(p_phone, ''), coalesce(p_address, ''))
	on conflict (unit) do update set mark = coalesce(p_mark, o.mark), phone = coalesce(p_phone, o.phone),
		address = coalesce(p_address, o.address), changed = now();
	return '';
exception
	when check_violation then
		return 'A mark has at most 20 characters, a telephone 30, an address 200, each on one line.';
end $$;
comment on function core.set_office(text, text, text, text) is
	'Sets an office''s own entries for its documents (null: unchanged, empty: as the table has it); '
	'returns the refusal, or empty';
