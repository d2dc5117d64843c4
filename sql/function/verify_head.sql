create or replace function core.verify_head() returns table (ticket uuid, n integer, what text, detail text)
language sql stable set search_path = pg_catalog, core, pg_temp as $$
	with head as (
		select distinct on (i.key) encode(i.key, 'hex')::uuid as ticket, i.n, i.digest, i.source as kind, r.n as root
		from core.root r, lateral core.root_items(r.heads) i order by i.key, i.n desc, r.n desc
	)
	select h.ticket, h.n, 'The ticket or its deadlines were changed without an event.', 'root ' || h.root
	from unnest('{t,T}'::text[]) k(kind), core.root_heads(array(select ticket from head where head.kind = k.kind), k.kind) x
	join head h on h.ticket = x.ticket and h.n = x.n
	where substr(x.digest, 1, 16) <> h.digest;
$$;
comment on function core.verify_head() is
	'Tickets whose row or deadlines differ from their last root, with no event since';
