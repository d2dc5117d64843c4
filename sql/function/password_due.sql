create or replace function core.password_due(p_name text) returns boolean
language sql stable set search_path = pg_catalog, core, pg_temp as $$
	select exists (select from core.operator o join pg_authid a on a.rolname = o.name
		where o.name = p_name and o.password_xid = a.xmin::text);
$$;
comment on function core.password_due(text) is
	'Whether an operator still has the password that an administrator set';
