create or replace function core.lanes(p_unit text) returns void
language sql as $$
	insert into core.serial (unit, lane, last)
	select p_unit, g, g * 6250000 from generate_series(0, 15) g
	where not exists (select from core.serial s where s.unit = p_unit and s.lane >= g)
	on conflict do nothing;
$$;
comment on function core.lanes(text) is 'Creates the lanes from which a unit''s numbers are handed out';
