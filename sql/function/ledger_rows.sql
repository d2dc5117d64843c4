create or replace function api.ledger_rows(p_store uuid, p_from bigint, p_limit integer)
returns table (seq bigint, op uuid, verdict text)
language plpgsql security definer set search_path = pg_catalog, core, pg_temp as $$
declare
	w core.who := core.me();
begin
	return query
	select x.seq, x.op, x.verdict from core.ledger_of(w.name, p_store, p_from) x
	order by x.seq, x.op limit least(greatest(p_limit, 1), 1000);
end $$;
comment on function api.ledger_rows(uuid, bigint, integer) is
	'The lines that api.ledger hashed, at most a thousand at once: for a desk that must find the '
	'difference';
