-- transition.csv: code,kind,action,from,to,duty,scope,target,need,clock,append,when,rule,name,note. from:
-- empty a new ticket, * any open state, ** any state; to: empty unchanged, < the state before the present
-- one; a row without an action is recorded and not offered.
create or replace function core.load_transition(p_rows jsonb) returns integer
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
begin
	delete from core.transition;
	insert into core.transition (code, sort, kind, action, from_state, to_state, duty, scope, target, need, clock,
		append, only_when, rule, name, note)
	select o->>'code', n, o->>'kind', coalesce(o->>'action', ''), coalesce(o->>'from', ''),
		coalesce(o->>'to', ''), coalesce(o->>'duty', ''), o->>'scope', o->>'target',
		coalesce(string_to_array(nullif(o->>'need', ''), ' '), '{}'), coalesce(o->>'clock', ''),
		coalesce(o->>'append', '') = '1', coalesce(o->>'when', ''), coalesce(o->>'rule', ''),
		o->>'name', coalesce(o->>'note', '')
	from jsonb_array_elements(p_rows) with ordinality as r(o, n);
	return core.load_code('transition', p_rows);
end $$;
comment on function core.load_transition(jsonb) is 'Loads the procedure';
