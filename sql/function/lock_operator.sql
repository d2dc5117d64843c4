create or replace function core.lock_operator(p_name text, p_locked boolean default true) returns void
language plpgsql set search_path = pg_catalog, core, pg_temp set lock_timeout = '300ms' as $$
begin
	update core.operator set locked = p_locked where name = p_name;
	if not found then
		raise exception 'There is no such operator.' using errcode = 'GS001', detail = 'name', hint = '[]';
	end if;
	for i in 1..20 loop
		begin
			execute format('alter role %I %s', p_name, case when p_locked then 'nologin' else 'login' end);
			exit;
		exception when lock_not_available or internal_error then
			-- a role may be held by its own session, which changes its password and does not commit
			perform pg_terminate_backend(a.pid) from pg_stat_activity a where a.usename = p_name;
			if i = 20 then
				raise;
			end if;
		end;
	end loop;
	insert into audit.admin (what, detail) values (case when p_locked then 'lock' else 'unlock' end,
		jsonb_build_object('name', p_name));
end $$;
comment on function core.lock_operator(text, boolean) is 'Locks an operator out, or lets him in again; his open sessions are refused at once and soon ended';
