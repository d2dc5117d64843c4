create or replace function core.meter_of(p_operator text) returns regclass
language plpgsql stable as $$
begin
	return to_regclass('core.meter_' || left(md5(p_operator), 20));
end $$;
comment on function core.meter_of(text) is 'The sequence that counts an operator''s look-ups; null: none yet';
