-- The operator's own session may hold the role by changing it without committing: that session is ended.  Any
-- other session that holds it is named.
create or replace function core.change_role(p_name text, variadic p_what text[]) returns void
language plpgsql set search_path = pg_catalog, core, pg_temp set lock_timeout = '300ms' as $$
declare
	due boolean := core.password_due(p_name);
	what text;
begin
	for i in 1..10 loop
		begin
			foreach what in array p_what loop
				execute format('alter role %I ', p_name) || what;
			end loop;
			exit;
		exception when lock_not_available or internal_error then
			perform pg_terminate_backend(a.pid) from pg_stat_activity a
			where a.usename = p_name and a.pid <> pg_backend_pid();
			perform pg_sleep(0.05);
			if i = 10 then
				perform core.refuse('name', 'The account %s is being changed by another session: %s.', p_name,
					core.sessions_at_work());
			end if;
		end;
	end loop;
	if due then
		update core.operator o set password_xid = a.xmin::text from pg_authid a
		where o.name = p_name and a.rolname = p_name;
	end if;
end $$;
comment on function core.change_role(text, text[]) is
	'Changes an operator''s role; ends the operator''s sessions that hold it, and names any other';
