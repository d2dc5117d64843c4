create or replace function core.stand_in(p_name text, p_substitute text, p_duties text[], p_unit text, p_from date,
	p_to date, p_reason text, out reason text)
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
begin
	reason := '';
	if p_name = p_substitute then
		reason := 'Nobody stands in for himself.';
		return;
	elsif p_to < core.day(now()) or p_to < p_from then
		reason := 'This time has passed.';
		return;
	end if;
	-- Two orders at the same time must not make a chain.
	perform pg_advisory_xact_lock(hashtext('core.absence'));
	if exists (select from core.absence a where a.ended is null and a.valid_from <= p_to and a.valid_to >= p_from
		and (a.operator = p_substitute or a.substitute = p_name)) then
		reason := 'Whoever stands in is not absent himself in that time, nor hands on another''s duties.';
		return;
	elsif not exists (select from core.duty d where d.operator = p_name and d.unit = coalesce(p_unit, d.unit)
		and d.valid_from <= p_to and d.valid_to >= p_from)
		or exists (select from unnest(p_duties) x where not exists (select from core.duty d
			where d.operator = p_name and d.duty = x and d.unit = coalesce(p_unit, d.unit)
			and d.valid_from <= p_to and d.valid_to >= p_from)) then
		reason := 'The absent one does not hold such a duty himself in that time.';
		return;
	end if;
	insert into core.absence (operator, substitute, duties, unit, valid_from, valid_to, reason)
	values (p_name, p_substitute, coalesce(p_duties, '{}'), p_unit, p_from, p_to, p_reason);
end $$;
comment on function core.stand_in(text, text, text[], text, date, date, text) is
	'Lets one operator substitute for another for a time, or returns the reason why not; no chains';
