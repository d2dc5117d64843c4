-- A substitute has the absent operator's own duties, as long as that operator holds them: duties held as a
-- substitute are not passed on.
create or replace function core.duties_of(p_name text, out duties text[], out units text[], out stands text[])
language plpgsql stable as $$ -- its plan is cached: every call runs this
begin
	with own as (
		select d.duty || '@' || d.unit as held, d.unit as place, '' as absent from core.duty d
		where d.operator = p_name and core.day(now()) between d.valid_from and d.valid_to
	), taken as (
		select d.duty || '@' || d.unit as held, d.unit as place, a.operator as absent
		from core.absence a
		join core.operator o on o.name = a.operator and o.valid_to >= core.day(now())
		join core.duty d on d.operator = a.operator and core.day(now()) between d.valid_from and d.valid_to
			and (a.duties = '{}' or d.duty = any (a.duties)) and d.unit = coalesce(a.unit, d.unit)
		where a.substitute = p_name and a.ended is null and core.day(now()) between a.valid_from and a.valid_to
			and d.duty || '@' || d.unit not in (select held from own)
	), x as (select * from own union all select * from taken)
	select coalesce(array_agg(held), '{}'), coalesce(array_agg(place), '{}'),
		coalesce(array_agg(held || '=' || absent) filter (where absent <> ''), '{}')
	into duties, units, stands
	from x;
end $$;
comment on function core.duties_of(text) is
	'The duties of an operator today, own and as a substitute; the latter are listed again as '
	'duty@unit=absent';
