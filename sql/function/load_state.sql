-- state.csv: code,name,kind,open,note; open 1 or 0.
create or replace function core.load_state(p_rows jsonb) returns integer
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
begin
	delete from core.state;
	insert into core.state (code, name, kind, open, note)
	select r.code, r.name, r.kind, r.open = '1', coalesce(r.note, '')
	from jsonb_to_recordset(p_rows) as r(code text, name text, kind text, open text, note text);
	return core.load_code('state', p_rows);
end $$;
comment on function core.load_state(jsonb) is 'Loads the states of tickets';
