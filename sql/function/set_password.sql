create or replace function core.set_password(p_name text, p_verifier text) returns void
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
begin
	if p_verifier not like 'SCRAM-SHA-256$%' then
		perform core.refuse('password', 'A password is kept as a SCRAM verifier only.');
	end if;
	perform core.change_role(p_name, format('password %L', p_verifier));
	update core.operator o set password_xid = case when core.setting('password_first') = '1'
		and core.setting('demo') is distinct from '1' then a.xmin::text end
	from pg_authid a where o.name = p_name and a.rolname = p_name;
	insert into audit.admin (what, detail) values ('password', jsonb_build_object('name', p_name));
end $$;
comment on function core.set_password(text, text) is
	'Sets a password that the operator must change before anything else';
