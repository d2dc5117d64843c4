create or replace function core.revoke_duty(p_name text, p_duty text, p_unit text default null) returns integer
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
declare
	ended integer;
begin
	update core.duty set valid_to = core.day(now()) - 1
	where operator = p_name and duty = p_duty and unit = coalesce(p_unit, unit) and valid_to >= core.day(now());
	get diagnostics ended = row_count;
	insert into audit.admin (what, detail) values ('revoke_duty',
		jsonb_build_object('name', p_name, 'duty', p_duty, 'unit', p_unit, 'ended', ended));
	return ended;
end $$;
comment on function core.revoke_duty(text, text, text) is
	'Ends a duty of an operator at a unit, or at every unit; returns how many ended';
