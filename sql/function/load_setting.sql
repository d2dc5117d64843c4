-- setting.csv: code,value,note.  Adds missing settings: a value once set stays.
create or replace function core.load_setting(p_rows jsonb) returns integer
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
begin
	insert into core.setting as s (code, value, note)
	select r.code, coalesce(r.value, ''), coalesce(r.note, '')
	from jsonb_to_recordset(p_rows) as r(code text, value text, note text)
	on conflict (code) do update set note = excluded.note;
	insert into core.setting (code, value, note)
	values ('installation', gen_random_uuid()::text, '本库标识，安装时生成')
	on conflict do nothing;
	return core.load_code('setting', (select jsonb_agg(jsonb_build_object('code', code,
		'name', value, 'note', note) order by code) from core.setting));
end $$;
comment on function core.load_setting(jsonb) is 'Loads missing settings; keeps the values chosen here';
