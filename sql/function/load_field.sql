-- field.csv: action,key,type,codes,longest,several,whom,source; a row may stand for several actions.
create or replace function core.load_field(p_rows jsonb) returns integer
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
declare
	changed integer;
begin
	with told as (
		select a as action, o->>'key' as key, n::integer as sort, o->>'type' as type,
			coalesce(o->>'codes', '') as codes, (o->>'longest')::integer as longest,
			coalesce(o->>'several', '') = 'yes' as several, coalesce(o->>'whom', '') as whom, o->>'source' as source
		from jsonb_array_elements(p_rows) with ordinality as r(o, n), string_to_table(o->>'action', ' ') a
	), gone as (
		delete from core.field f where not exists (select from told x where (x.action, x.key) = (f.action, f.key))
		returning 1
	), put as (
		insert into core.field as f (action, key, sort, type, codes, longest, several, whom, source)
		select action, key, sort, type, codes, longest, several, whom, source from told
		on conflict (action, key) do update set sort = excluded.sort, type = excluded.type, codes = excluded.codes,
			longest = excluded.longest, several = excluded.several, whom = excluded.whom, source = excluded.source
		where (f.sort, f.type, f.codes, f.longest, f.several, f.whom, f.source) is distinct from
			(excluded.sort, excluded.type, excluded.codes, excluded.longest, excluded.several, excluded.whom, excluded.source)
		returning 1
	)
	select (select count(*) from gone) + (select count(*) from put) into changed;
	return changed;
end $$;
comment on function core.load_field(jsonb) is 'Loads the fields of the actions';
