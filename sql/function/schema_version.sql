create or replace function core.schema_version() returns integer
language sql immutable parallel safe as $$
	select 1;
$$;
comment on function core.schema_version() is 'Version of the calls: program and centre must agree';
