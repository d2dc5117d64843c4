create or replace function core.lock_operator(p_name text, p_locked boolean default true) returns void
language plpgsql set search_path = pg_catalog, core, pg_temp set lock_timeout = '300ms' as $$
begin
	update core.operator set locked = p_locked where name = p_name;
	if not found then
		perform core.refuse('name', 'There is no operator %s.', p_name);
	end if;
	perform core.change_role(p_name, case when p_locked then 'nologin' else 'login' end);
	insert into audit.admin (what, detail) values (case when p_locked then 'lock' else 'unlock' end,
		jsonb_build_object('name', p_name));
end $$;
comment on function core.lock_operator(text, boolean) is
	'Locks or unlocks an operator; open sessions of a locked one are refused at once and soon ended';
