create or replace function core.enrol(p_name text, p_label text, p_number text, p_unit text, p_duties text[],
	p_verifier text default null) returns void
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
declare
	d text;
begin
	if p_name !~ '^[a-z][a-z0-9_]{1,30}$' or p_name like 'pg\_%' or p_name like 'gangshao\_%' or p_name = 'postgres'
		or coalesce(p_verifier, 'SCRAM-SHA-256$') not like 'SCRAM-SHA-256$%' then
		perform core.refuse('name', 'This name or password cannot be used.');
	elsif exists (select from pg_roles r where r.rolname = p_name and (r.rolsuper or r.rolcreaterole or r.rolcreatedb
		or r.rolreplication or r.rolbypassrls)) then
		perform core.refuse('name', 'The name %s belongs to a role with rights of its own.', p_name);
	elsif coalesce(length(btrim(p_label)), 0) not between 1 and 60 or coalesce(p_number, '') !~ '^[0-9A-Za-z]{1,12}$' then
		perform core.refuse('label', 'An operator has a name of at most 60 characters and a number of at most 12 digits or letters.');
	end if;
	perform core.unit_check(p_unit);
	insert into core.operator (name, label, number, unit) values (p_name, p_label, p_number, p_unit)
	on conflict (name) do update set label = excluded.label, number = excluded.number,
		unit = excluded.unit, locked = false;
	perform core.meter_open(p_name);
	if not exists (select from pg_roles where rolname = p_name) then
		execute format('create role %I login', p_name);
	end if;
	perform core.change_role(p_name, 'login nosuperuser nocreatedb nocreaterole noreplication nobypassrls connection limit 8');
	execute format('grant gangshao_operator to %I', p_name);
	perform core.hold_role(p_name);
	if p_verifier is not null then
		perform core.set_password(p_name, p_verifier);
	end if;
	foreach d in array coalesce(p_duties, '{}') loop
		perform core.grant_duty(p_name, split_part(d, '@', 1), coalesce(nullif(split_part(d, '@', 2), ''), p_unit));
	end loop;
	insert into audit.admin (what, detail) values ('enrol',
		jsonb_build_object('name', p_name, 'unit', p_unit, 'duties', p_duties));
end $$;
comment on function core.enrol(text, text, text, text, text[], text) is
	'Creates or updates an operator: role, limits, duties (duty or duty@unit); takes the password as '
	'a SCRAM verifier';
