create or replace function core.verify_guard() returns table (ticket uuid, n integer, what text, detail text)
language sql stable set search_path = pg_catalog, core, pg_temp as $$
	select null::uuid, null::integer, 'What keeps a record from being changed was taken away or switched off.', k.tbl
	from unnest(core.kept()) as k(tbl)
	where not exists (select from pg_trigger g where g.tgrelid = to_regclass(k.tbl)
		and g.tgfoid = to_regproc('audit.keep') and g.tgenabled in ('O', 'A') and g.tgtype = 58 and g.tgqual is null)
	union all
	select null, null, 'A trigger that is not ours.', g.tgrelid::regclass || ' ' || g.tgname
	from pg_trigger g join pg_class c on c.oid = g.tgrelid
	where c.relnamespace in ('core'::regnamespace, 'audit'::regnamespace) and not g.tgisinternal
		and g.tgfoid not in (to_regproc('audit.keep'), to_regproc('core.note_words'))
	union all
	select null, null, 'A rule that is not ours.', w.ev_class::regclass || ' ' || w.rulename
	from pg_rewrite w join pg_class c on c.oid = w.ev_class
	where c.relnamespace in ('core'::regnamespace, 'audit'::regnamespace) and c.relkind <> 'v';
$$;
comment on function core.verify_guard() is 'Whether the append-only tables are still protected';
