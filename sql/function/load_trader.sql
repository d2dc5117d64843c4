-- trader rows: uscc,name,address,division,unit,phone,initials.
create or replace function core.load_trader(p_rows jsonb) returns integer
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
declare
	changed integer;
begin
	insert into core.trader as t (uscc, name, address, division, unit, phone, initials, grams)
	select upper(r.uscc), r.name, coalesce(r.address, ''), coalesce(r.division, ''), coalesce(r.unit, ''),
		coalesce(r.phone, ''), coalesce(r.initials, ''), core.grams(core.fold(r.name))
	from jsonb_to_recordset(p_rows) as r(uscc text, name text, address text, division text, unit text,
		phone text, initials text)
	on conflict (uscc) do update set name = excluded.name, address = excluded.address,
		division = excluded.division, unit = excluded.unit, phone = excluded.phone,
		initials = excluded.initials, grams = excluded.grams;
	get diagnostics changed = row_count;
	return changed;
end $$;
comment on function core.load_trader(jsonb) is 'Loads the register of traders';
