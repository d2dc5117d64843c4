-- p_ours: the program's own functions by name, with their source text.  core.dispatch is generated.
create or replace function core.verify_code(p_ours jsonb) returns table (ticket uuid, n integer, what text, detail text)
language sql stable set search_path = pg_catalog, core, pg_temp as $$
	select null::uuid, null::integer, case when not p_ours ? x.name then 'A function that is not ours.'
		else 'This function is not the one that was installed.' end, x.name
	from (select s.nspname || '.' || p.proname as name, p.prosrc from pg_proc p join pg_namespace s on s.oid = p.pronamespace
		where s.nspname in ('core', 'audit', 'api')) x
	where x.name <> 'core.dispatch' and p_ours->>x.name is distinct from x.prosrc
	union all
	select null, null, 'This function is not the one that was installed.', 'core.dispatch'
	where regexp_replace((select prosrc from pg_proc where oid = to_regproc('core.dispatch')), '\s+', ' ', 'g') is distinct from
		' begin case s.action' || (select string_agg(format(' when %L then return core.act_%s(s);', a, a), '' order by a)
			from (select substr(proname, 5) as a from pg_proc where pronamespace = 'core'::regnamespace
				and proname like 'act\_%') y)
		|| ' else perform core.refuse('''', ''This program does not know the action %s.'', left(s.action, 40));'
		|| ' end case; return s; end '
	union all
	select null, null, 'This function is missing.', k from jsonb_object_keys(p_ours) k where to_regproc(k) is null;
$$;
comment on function core.verify_code(jsonb) is 'Whether the functions are those of the program that asks';
