-- A witness: {n, hash} as a desk keeps it, or a whole root as gangshaoctl admin roots wrote it.
create or replace function core.verify_witness(p_witness jsonb) returns table (ticket uuid, n integer, what text, detail text)
language plpgsql stable set search_path = pg_catalog, core, pg_temp as $$
#variable_conflict use_column
declare
	w jsonb;
	r core.root;
begin
	for w in select x from jsonb_array_elements(p_witness) as e(x) order by (x->>'n')::bigint loop
		select * into r from core.root where n = (w->>'n')::bigint;
		continue when encode(r.hash, 'hex') = w->>'hash';
		return query select null::uuid, null::integer, case when r.n is null
			then 'A root that was handed out is not there any more.'
			else 'This root is not the one that was handed out.' end, w->>'n';
		if w ? 'items' then
			return query select x.ticket, x.n, x.what, 'root ' || (w->>'n') || ' ' || x.detail
			from core.root_differs(decode(w->>'items', 'hex'), (w->>'since')::xid8, (w->>'upto')::xid8) x;
		end if;
	end loop;
end $$;
comment on function core.verify_witness(jsonb) is 'Roots that were given out and are missing or differ';
