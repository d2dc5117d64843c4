create or replace function api.suggest(p_division text, p_address text, p_objtype text, p_platform text)
returns table (unit text, name text, station boolean, reason text, hits integer, total integer)
language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp as $$
#variable_conflict use_column
declare
	place text := left(coalesce(p_division, ''), 9);
	seat text;
begin
	perform core.me();
	select c.extra->>'division' into seat from core.code c
	where c.tbl = 'ecommerce_platform' and c.code = p_platform and c.extra->>'division' <> '';
	if place <> '' then
		return query select * from core.suggest_at(place, left(coalesce(p_address, ''), 400),
			'Place of business or domicile');
	end if;
	if seat is not null and seat is distinct from left(place, 6) then
		return query select * from core.suggest_at(seat, '', 'Domicile of the platform (order 121 article 13)');
	end if;
end $$;
comment on function api.suggest(text, text, text, text) is
	'The competent county and station with the reason, and how often they handled tickets from there';
