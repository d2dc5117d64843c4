create or replace function core.root_hash(r core.root) returns bytea
language sql stable parallel safe set search_path = pg_catalog, core, pg_temp as $$
	select sha256(r.prev || r.digest || sha256(r.items) || sha256(r.heads) || convert_to(r.n::text || '|'
		|| extract(epoch from r.at)::text || '|' || r.since::text || '|' || r.upto::text || '|' || r.lines::text,
		'UTF8'));
$$;
comment on function core.root_hash(core.root) is 'The hash that a root must have';
