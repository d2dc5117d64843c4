create or replace function core.root_differs(p_items bytea, p_since xid8, p_upto xid8)
returns table (ticket uuid, n integer, what text, detail text)
language sql stable set search_path = pg_catalog, core, pg_temp as $$
	select case coalesce(i.source, l.source) when 'e' then encode(coalesce(i.key, l.key), 'hex')::uuid
			when 'a' then (select a.ticket from core.applied a
				where a.op_id = encode(coalesce(i.key, l.key), 'hex')::uuid)
			else case when coalesce(i.source, l.source) in ('o', 'p', 'x', 'i', 'b', 'w')
				then encode(coalesce(i.key, l.key), 'hex')::uuid end end,
		case when coalesce(i.source, l.source) = 'e' then coalesce(i.n, l.n) end,
		case when l.key is null then 'A sealed line was deleted.' when i.key is null then 'A line was added behind the seal.'
			else 'A sealed line was changed.' end,
		case coalesce(i.source, l.source) when 'e' then 'event' when 'o' then 'notice ' || coalesce(i.n, l.n)
			when 'p' then 'document ' || coalesce(i.n, l.n) when 'x' then 'void document ' || coalesce(i.n, l.n)
			when 'i' then 'incident report ' || coalesce(i.n, l.n) when 'b' then 'publication ' || coalesce(i.n, l.n)
			when 'w' then 'withdrawal ' || coalesce(i.n, l.n) else case coalesce(i.source, l.source)
			when 'a' then 'answer ' when 'v' then 'reveal ' when 'd' then 'redeemed ' when 'l' then 'alarm '
			when 'm' then 'deed ' when 'u' then 'look-up ' when 'f' then 'span ' else 'numbers ' end
			|| encode(coalesce(i.key, l.key), 'hex')::uuid::text end
	from core.root_items(p_items) i
	full join core.root_lines(p_since, p_upto) l using (source, key, n)
	where substr(l.digest, 1, 16) is distinct from i.digest;
$$;
comment on function core.root_differs(bytea, xid8, xid8) is
	'The lines that differ from those a root was made over';
