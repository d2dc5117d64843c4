create or replace function core.expire_operator(p_name text, p_last date) returns void
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
begin
	update core.operator set valid_to = p_last where name = p_name;
	perform core.change_role(p_name, format('valid until %L', (p_last + 1)::timestamp at time zone 'Asia/Shanghai'));
	insert into audit.admin (what, detail) values ('expire', jsonb_build_object('name', p_name, 'until', p_last));
end $$;
comment on function core.expire_operator(text, date) is
	'Sets the last day of an operator''s account and of the database login';
