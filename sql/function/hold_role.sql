create or replace function core.hold_role(p_name text) returns text
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
declare
	role oid := (select oid from pg_roles where rolname = p_name);
	other text;
	what text[] := array['reset all'];
	s text;
begin
	other := core.role_differs(p_name);
	if other is null then
		return null;
	end if;
	foreach s in array core.role_settings() loop
		what := what || format('set %I = %s', split_part(s, '=', 1), case when s ~ '^search_path='
			then split_part(s, '=', 2) else quote_literal(split_part(s, '=', 2)) end);
	end loop;
	what := what || array(select format('in database %I reset all', d.datname) from pg_db_role_setting
		join pg_database d on d.oid = setdatabase where setrole = role);
	perform core.change_role(p_name, variadic what);
	return other;
end $$;
comment on function core.hold_role(text) is
	'Restores the settings of an operator''s role; returns those that differed, null where none did';
