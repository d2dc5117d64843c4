-- unit.csv: code,name,short_name,parent,tier,division,initials,flags; parents before children.
create or replace function core.load_unit(p_rows jsonb) returns integer
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
declare
	e bigint := nextval('core.epoch');
	changed integer;
begin
	insert into core.unit as u (code, name, short_name, parent, tier, division, initials, flags, epoch)
	select r.code, r.name, coalesce(nullif(r.short_name, ''), r.name), nullif(r.parent, ''), r.tier,
		coalesce(r.division, ''), coalesce(r.initials, ''), coalesce(r.flags, ''), e
	from jsonb_to_recordset(p_rows) as r(code text, name text, short_name text, parent text,
		tier text, division text, initials text, flags text)
	on conflict (code) do update set name = excluded.name, short_name = excluded.short_name,
		parent = excluded.parent, tier = excluded.tier, division = excluded.division,
		initials = excluded.initials, flags = excluded.flags, epoch = excluded.epoch
	where not u.local and (u.name, u.short_name, u.parent, u.tier, u.division, u.initials, u.flags)
		is distinct from (excluded.name, excluded.short_name, excluded.parent, excluded.tier,
		excluded.division, excluded.initials, excluded.flags);
	get diagnostics changed = row_count;
	with recursive up as (
		select code, '{}'::text[] as above from core.unit where parent is null
		union all
		select u.code, u.parent || up.above from core.unit u join up on u.parent = up.code
	)
	update core.unit u set above = up.above, epoch = e
	from up where up.code = u.code and u.above <> up.above;
	return changed;
end $$;
comment on function core.load_unit(jsonb) is 'Loads units and computes the superiors of each';
