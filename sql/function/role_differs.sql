create or replace function core.role_differs(p_name text) returns text
language plpgsql stable set search_path = pg_catalog, core, pg_temp as $$
declare
	role oid := (select oid from pg_roles where rolname = p_name);
begin
	return (select string_agg(x, ', ' order by x) from (
		(select unnest(setconfig) as x from pg_db_role_setting where setrole = role and setdatabase = 0
			except select unnest(core.role_settings()))
		union all
		(select 'without ' || x from unnest(core.role_settings()) x
			except select 'without ' || unnest(setconfig) from pg_db_role_setting where setrole = role and setdatabase = 0)
		union all
		select format('%s in %s', array_to_string(setconfig, ' '), d.datname)
		from pg_db_role_setting join pg_database d on d.oid = setdatabase where setrole = role) x);
end $$;
comment on function core.role_differs(text) is
	'The settings of an operator''s role that differ from core.role_settings; null where none does';
