create or replace function core.record_value(p_key text, p_value text) returns text
language plpgsql stable as $$
begin
	if p_key = 'time' and p_value <> '' then
		return to_char(core.stamp_of(jsonb_build_object('time', p_value), 'time') at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI');
	end if;
	return btrim(coalesce(p_value, ''));
end $$;
comment on function core.record_value(text, text) is
	'A value of the record in the form it is shown and compared in';
