create or replace function core.grant_duty(p_name text, p_duty text, p_unit text,
	p_from date default core.day(now()), p_to date default 'infinity') returns void
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
begin
	if p_to >= core.day(now()) then
		perform core.unit_check(p_unit);
	end if;
	insert into core.duty (operator, duty, unit, valid_from, valid_to)
	values (p_name, p_duty, p_unit, p_from, p_to)
	on conflict (operator, duty, unit) do update
		set valid_from = least(duty.valid_from, excluded.valid_from), valid_to = excluded.valid_to;
	-- Committed before anybody draws a number: lanes created in an open transaction would make others
	-- wait.
	perform core.lanes(p_unit);
	insert into audit.admin (what, detail) values ('grant_duty', jsonb_build_object('name', p_name,
		'duty', p_duty, 'unit', p_unit, 'from', p_from, 'to', p_to));
end $$;
comment on function core.grant_duty(text, text, text, date, date) is 'Gives an operator a duty at a unit for a time; a last day in the past takes it away';
