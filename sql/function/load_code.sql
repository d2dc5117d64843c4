-- The loading contract.  A CSV of sql/code/ becomes a JSON array of objects, one a row,
-- keys = names of the header, values = text (or null where the field is empty), and goes
-- whole to one function, named after the file:
--   unit.csv        core.load_unit(rows)        code,name,short_name,parent,tier,division,initials,flags
--   division.csv    core.load_division(rows)    code,name,parent,level,initials
--   workday.csv     core.load_workday(rows)     date,kind,name
--   setting.csv     core.load_setting(rows)     code,value,note      (never changes a value already there)
--   deadline.csv    core.load_deadline(rows)    code,name,base,start,length,unit,extend,rule,valid_from,valid_to,note
--   state.csv       core.load_state(rows)       code,name,kind,open,note
--   transition.csv  core.load_transition(rows)  code,kind,action,from,to,duty,scope,target,need,clock,append,when,rule,name,note
--   queue.csv       core.load_queue(rows)       code,name,kind,states,duty,scope
--   field.csv       core.load_field(rows)       action,key,type,codes,longest,several,whom,source
--   any other x.csv core.load_code('x', rows)   code,name,parent,note,initials,sort,valid_from,valid_to,…
-- Order: setting, division, unit, workday first, the rest as it comes.  Further columns of a code
-- table, and the note, go to `extra`; of a code given twice the first row counts.  A code no longer in the file ends yesterday; it is never removed.
-- Loading the same file again changes nothing and costs the desks nothing.  Each returns the
-- number of rows that changed.  Rows of this place's own (core.load_local) stay as they are.  Traders:
-- core.load_trader(rows) uscc,name,address,division,unit,phone,initials.
create or replace function core.load_code(p_tbl text, p_rows jsonb) returns integer
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
declare
	e bigint := nextval('core.epoch');
	changed integer;
	ended integer;
begin
	if p_tbl !~ '^[a-z][a-z0-9_]{1,40}$' or jsonb_typeof(p_rows) <> 'array' then
		raise exception 'load_code: bad table name or rows';
	end if;
	insert into core.code as c (tbl, code, name, parent, note, initials, extra, sort,
		valid_from, valid_to, epoch)
	select distinct on (r.o->>'code') p_tbl, r.o->>'code', coalesce(r.o->>'name', ''), coalesce(r.o->>'parent', ''),
		coalesce(r.o->>'note', ''), coalesce(r.o->>'initials', ''),
		jsonb_strip_nulls(r.o - '{code,name,parent,initials,sort,valid_from,valid_to}'::text[]),
		coalesce(nullif(r.o->>'sort', '')::integer, r.n::integer),
		coalesce(nullif(r.o->>'valid_from', '')::date, '-infinity'),
		coalesce(nullif(r.o->>'valid_to', '')::date, 'infinity'), e
	from jsonb_array_elements(p_rows) with ordinality as r(o, n)
	order by r.o->>'code', r.n
	on conflict (tbl, code) do update set name = excluded.name, parent = excluded.parent,
		note = excluded.note, initials = excluded.initials, extra = excluded.extra,
		sort = excluded.sort, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
		epoch = excluded.epoch
	where c.local is null and (c.name, c.parent, c.note, c.initials, c.extra, c.sort, c.valid_from, c.valid_to)
		is distinct from (excluded.name, excluded.parent, excluded.note, excluded.initials,
		excluded.extra, excluded.sort, excluded.valid_from, excluded.valid_to);
	get diagnostics changed = row_count;
	update core.code set valid_to = core.day(now()) - 1, epoch = e
	where tbl = p_tbl and local is null and valid_to >= core.day(now())
		and code not in (select o->>'code' from jsonb_array_elements(p_rows) as r(o));
	get diagnostics ended = row_count;
	return changed + ended;
end $$;
comment on function core.load_code(text, jsonb) is 'Loads one code table; a code left out ends, none is removed';
