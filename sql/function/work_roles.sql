-- An operator can change the settings of the own role; PostgreSQL cannot forbid that, so they are restored.
-- A password stored as MD5 can be used without being known, and one stored in plain text can be read: both
-- are removed.
create or replace function core.work_roles() returns integer
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
declare
	who text;
	other text;
	put integer := 0;
begin
	for who in select o.name from core.operator o join pg_roles r on r.rolname = o.name order by 1 loop
		other := core.hold_role(who);
		if other is not null then
			put := put + 1;
			perform core.end_sessions(who);
			insert into audit.alarm (operator, what, detail)
			values (who, 'role settings', jsonb_build_object('was', left(other, 400)));
		end if;
	end loop;
	for who in select o.name from core.operator o join pg_authid a on a.rolname = o.name
		where a.rolpassword not like 'SCRAM-SHA-256$%' order by 1
	loop
		put := put + 1;
		perform core.change_role(who, 'password null');
		perform core.end_sessions(who);
		insert into audit.alarm (operator, what, detail) values (who, 'password not SCRAM', '{}');
	end loop;
	return put;
end $$;
comment on function core.work_roles() is
	'Restores changed settings of operators'' roles, and removes passwords that are not SCRAM '
	'verifiers; returns the number';
