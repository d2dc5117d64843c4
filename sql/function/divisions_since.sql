create or replace function api.divisions_since(p_epoch bigint, p_after text, p_limit integer)
returns table (code text, name text, parent text, level integer, initials text, epoch bigint)
language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp as $$
begin
	perform core.me();
	return query select d.code, d.name, coalesce(d.parent, ''), d.level, d.initials, d.epoch
	from core.division d where d.epoch > p_epoch and d.code > coalesce(p_after, '')
	order by d.code limit least(greatest(coalesce(p_limit, 1000), 1), 50000);
end $$;
comment on function api.divisions_since(bigint, text, integer) is 'Divisions that changed after an epoch, in the order of their codes';
