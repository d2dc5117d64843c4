-- deadline.csv: code,name,base,start,length,unit,extend,…,rule,warn_length,warn_unit,warn_rule,warn_from,valid_from,valid_to,note.
create or replace function core.load_deadline(p_rows jsonb) returns integer
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
begin
	delete from core.deadline_rule;
	insert into core.deadline_rule (code, base, name, start, length, unit, extend, rule, valid_from,
		valid_to, note, warn_length, warn_unit, warn_rule, warn_from)
	select r.code, r.base, r.name, coalesce(r.start, ''), r.length, r.unit, coalesce(r.extend, 0),
		coalesce(r.rule, ''), coalesce(r.valid_from, '-infinity'), coalesce(r.valid_to, 'infinity'),
		coalesce(r.note, ''), r.warn_length, r.warn_unit, coalesce(r.warn_rule, ''), r.warn_from
	from jsonb_to_recordset(p_rows) as r(code text, base text, name text, start text, length integer,
		unit text, extend integer, rule text, valid_from date, valid_to date, note text,
		warn_length integer, warn_unit text, warn_rule text, warn_from date);
	perform core.recount();
	return core.load_code('deadline', p_rows);
end $$;
comment on function core.load_deadline(jsonb) is 'Loads the deadlines with their rule sets';
