create or replace function core.set_setting(p_code text, p_value text) returns void
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
begin
	update core.setting set value = p_value where code = p_code;
	if not found then
		perform core.refuse('code', 'There is no setting %s.', p_code);
	end if;
	update core.code set name = p_value, epoch = nextval('core.epoch') where tbl = 'setting' and code = p_code;
	if p_code = 'weekend_roll' then
		perform core.recount();
	end if;
	insert into audit.admin (what, detail) values ('setting', jsonb_build_object('code', p_code, 'value', p_value));
end $$;
comment on function core.set_setting(text, text) is 'Changes a setting of this installation';
