-- queue.csv: code,name,kind,label,states,duty,scope,order,quiet,prefetch,starts; states and duty separated by
-- spaces.  The programs read label, quiet, prefetch and starts (include/model/queue.h).
create or replace function core.load_queue(p_rows jsonb) returns integer
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
begin
	delete from core.queue;
	insert into core.queue (code, sort, name, states, duty, scope, ordering)
	select o->>'code', n, o->>'name', coalesce(string_to_array(nullif(o->>'states', ''), ' '), '{}'),
		coalesce(string_to_array(nullif(o->>'duty', ''), ' '), '{}'), o->>'scope',
		coalesce(o->>'order', 'rank')
	from jsonb_array_elements(p_rows) with ordinality as r(o, n);
	return core.load_code('queue', p_rows);
end $$;
comment on function core.load_queue(jsonb) is 'Loads the worklists';
