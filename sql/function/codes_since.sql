create or replace function api.codes_since(p_epoch bigint)
returns table (tbl text, code text, name text, parent text, initials text, extra jsonb, sort integer,
	valid_from date, valid_to date, epoch bigint)
language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp as $$
declare
	w core.who := core.me();
	units text[] := array(select unnest(u.above) from core.unit u where u.code = w.unit) || array[w.unit, ''];
begin
	return query select c.tbl, c.code, c.name, c.parent, c.initials, c.extra, c.sort,
		nullif(c.valid_from, '-infinity'), nullif(c.valid_to, 'infinity'), c.epoch
	from core.code c where c.epoch > p_epoch and (c.local is null or c.local = any (units))
	order by c.tbl, c.sort, c.code;
end $$;
comment on function api.codes_since(bigint) is
	'Rows of all code tables, the procedure and the calendar that changed after an epoch';
