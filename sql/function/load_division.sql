-- division.csv: code,name,parent,level,initials.
create or replace function core.load_division(p_rows jsonb) returns integer
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
declare
	e bigint := nextval('core.epoch');
	changed integer;
begin
	insert into core.division as d (code, name, parent, level, initials, epoch)
	select r.code, r.name, nullif(r.parent, ''), r.level, coalesce(r.initials, ''), e
	from jsonb_to_recordset(p_rows) as r(code text, name text, parent text, level integer, initials text)
	on conflict (code) do update set name = excluded.name, parent = excluded.parent,
		level = excluded.level, initials = excluded.initials, epoch = excluded.epoch
	where (d.name, d.parent, d.level, d.initials)
		is distinct from (excluded.name, excluded.parent, excluded.level, excluded.initials);
	get diagnostics changed = row_count;
	return changed;
end $$;
comment on function core.load_division(jsonb) is 'Loads administrative divisions';
