create or replace function core.verify_root() returns table (ticket uuid, n integer, what text, detail text)
language plpgsql stable set search_path = pg_catalog, core, pg_temp as $$
#variable_conflict use_column
declare
	r core.root;
	want bigint := 1;
	reached xid8 := xid8 '0';
	before bytea := ''::bytea;
	now_ record;
begin
	for r in select * from core.root order by n loop
		if r.n <> want then
			return query select null::uuid, null::integer, 'Roots are missing.', want || '-' || (r.n - 1);
		elsif r.since <> reached or r.prev <> before then
			return query select null::uuid, null::integer, 'This root does not follow the one before.', r.n::text;
		end if;
		if r.hash <> core.root_hash(r) then
			return query select null::uuid, null::integer, 'This root was changed.', r.n::text;
		end if;
		select count(*) as lines, sha256(string_agg(x.digest, '' order by x.source, x.key, x.n)) as digest into now_
		from core.root_lines(r.since, r.upto) x;
		if now_.lines <> r.lines or now_.digest is distinct from r.digest then
			return query select x.ticket, x.n, x.what, 'root ' || r.n || ' ' || x.detail
			from core.root_differs(r.items, r.since, r.upto) x
			union all select null, null, 'What this root seals was changed.', r.n::text;
		end if;
		want := r.n + 1;
		reached := r.upto;
		before := r.hash;
	end loop;
end $$;
comment on function core.verify_root() is
	'Recomputes every root: reports what was changed, added or deleted after sealing, by ticket and '
	'event';
