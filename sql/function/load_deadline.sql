-- deadline.csv: code,name,base,start,length,unit,extend,…,rule,valid_from,valid_to,note.
create or replace function core.load_deadline(p_rows jsonb) returns integer
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
begin
	delete from core.deadline_rule;
	insert into core.deadline_rule (code, base, name, start, length, unit, extend, rule, valid_from,
		valid_to, note)
	select r.code, r.base, r.name, coalesce(r.start, ''), r.length, r.unit, coalesce(r.extend, 0),
		coalesce(r.rule, ''), coalesce(r.valid_from, '-infinity'), coalesce(r.valid_to, 'infinity'),
		coalesce(r.note, '')
	from jsonb_to_recordset(p_rows) as r(code text, base text, name text, start text, length integer,
		unit text, extend integer, rule text, valid_from date, valid_to date, note text);
	perform core.fill_first_due();
	return core.load_code('deadline', p_rows);
end $$;
comment on function core.load_deadline(jsonb) is 'Loads the deadlines with their rule sets';
