create or replace function api.units_since(p_epoch bigint, p_after text, p_limit integer)
returns table (code text, name text, short_name text, parent text, tier text, division text, initials text,
	flags text, valid_to date, epoch bigint)
language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp as $$
begin
	perform core.me();
	return query select u.code, u.name, u.short_name, coalesce(u.parent, ''), u.tier, u.division, u.initials,
		u.flags, nullif(u.valid_to, 'infinity'), u.epoch
	from core.unit u where u.epoch > p_epoch and u.code > coalesce(p_after, '')
	order by u.code limit least(greatest(coalesce(p_limit, 1000), 1), 50000);
end $$;
comment on function api.units_since(bigint, text, integer) is 'Units that changed after an epoch, in the order of their codes';
