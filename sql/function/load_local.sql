-- Local rows: days off, phrases and the like.  They override shipped rows of the same code and survive every
-- load; a row left out of its file is withdrawn, and the shipped row returns with the next load.
create or replace function core.load_local(p_tbl text, p_rows jsonb, p_unit text default '') returns integer
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
declare
	e bigint := nextval('core.epoch');
	r record;
	changed integer;
begin
	if p_unit <> '' and not exists (select from core.unit where code = p_unit) then
		perform core.refuse('unit', 'There is no unit %s.', p_unit);
	elsif p_tbl in ('unit', 'division', 'deadline', 'state', 'transition', 'queue', 'field')
		or p_tbl <> 'setting' and not exists (select from core.code where tbl = p_tbl) then
		perform core.refuse('table', 'The table %s takes no rows of a place''s own.', p_tbl);
	end if;
	insert into audit.admin (what, detail) values ('local', jsonb_build_object('table', p_tbl, 'unit', p_unit,
		'rows', coalesce(jsonb_array_length(p_rows), 0)));
	if p_tbl = 'setting' then
		for r in select o->>'code' as code, coalesce(o->>'value', '') as value from jsonb_array_elements(p_rows) o loop
			perform core.set_setting(r.code, r.value);
		end loop;
		return jsonb_array_length(p_rows);
	elsif p_tbl = 'workday' then
		delete from core.workday where local = p_unit;
		insert into core.workday (day, kind, name, local)
		select x.date, x.kind, coalesce(x.name, ''), p_unit
		from jsonb_to_recordset(p_rows) as x(date date, kind text, name text)
		on conflict (day) do update set kind = excluded.kind, name = excluded.name, local = excluded.local;
		get diagnostics changed = row_count;
		perform core.make_calendar();
		return changed;
	end if;
	update core.code set valid_to = core.day(now()) - 1, local = null, epoch = e
	where tbl = p_tbl and local = p_unit and code not in (select o->>'code' from jsonb_array_elements(p_rows) o);
	insert into core.code as c (tbl, code, name, parent, note, initials, extra, sort, valid_from, valid_to, epoch, local)
	select p_tbl, o->>'code', coalesce(o->>'name', ''), coalesce(o->>'parent', ''), coalesce(o->>'note', ''),
		coalesce(o->>'initials', ''), jsonb_strip_nulls(o - '{code,name,parent,initials,sort,valid_from,valid_to}'::text[]),
		coalesce(nullif(o->>'sort', '')::integer, 100000 + n::integer),
		coalesce(nullif(o->>'valid_from', '')::date, '-infinity'), coalesce(nullif(o->>'valid_to', '')::date, 'infinity'), e, p_unit
	from jsonb_array_elements(p_rows) with ordinality as x(o, n)
	on conflict (tbl, code) do update set name = excluded.name, parent = excluded.parent, note = excluded.note,
		initials = excluded.initials, extra = excluded.extra, sort = excluded.sort, valid_from = excluded.valid_from,
		valid_to = excluded.valid_to, epoch = excluded.epoch, local = excluded.local;
	get diagnostics changed = row_count;
	return changed;
end $$;
comment on function core.load_local(text, jsonb, text) is
	'Loads local rows, which shipped tables do not replace';
