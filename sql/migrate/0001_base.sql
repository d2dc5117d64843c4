-- 0001 -- roles, schemas, and the list of what has been migrated.  Runs as a superuser.
do $$
begin
	if not exists (select from pg_roles where rolname = 'gangshao_owner') then
		create role gangshao_owner nologin;
	end if;
	if not exists (select from pg_roles where rolname = 'gangshao_operator') then
		create role gangshao_operator nologin;
	end if;
end $$;

create schema core authorization gangshao_owner;
create schema audit authorization gangshao_owner;
create schema api authorization gangshao_owner;
comment on schema core is 'Tables and inner functions of gangshao; operators have no access';
comment on schema audit is 'Append-only records';
comment on schema api is 'The functions an operator may execute: an operator''s only access to the database';

alter default privileges for role gangshao_owner revoke execute on functions from public;
alter default privileges for role gangshao_owner revoke usage on types from public;

create table core.migration (
	number integer not null,
	name text not null,
	sha256 text not null,
	at timestamptz not null default now(),
	constraint migration_pkey primary key (number)
);
alter table core.migration owner to gangshao_owner;
comment on table core.migration is 'Migrations applied to this database, forward only';
comment on column core.migration.number is 'Number at the head of the file name';
comment on column core.migration.name is 'File name';
comment on column core.migration.sha256 is 'SHA-256 of the file, lower-case hex';
comment on column core.migration.at is 'When it was applied';
