create or replace function core.root_until(p_since xid8, p_most integer) returns xid8
language sql stable set search_path = pg_catalog, core, pg_temp as $$
	select least(pg_snapshot_xmin(pg_current_snapshot()), (select (e.xid::text::bigint + 1)::text::xid8 from core.event e
		where e.xid >= p_since order by e.xid, e.seq offset p_most - 1 limit 1));
$$;
comment on function core.root_until(xid8, integer) is
	'The end of the next root: so many events, and before the oldest open transaction';
