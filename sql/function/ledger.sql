create or replace function api.ledger(p_store uuid, p_from bigint, p_below bigint,
	out n bigint, out last bigint, out hash text)
language plpgsql security definer set search_path = pg_catalog, core, pg_temp as $$
declare
	w core.who := core.me();
begin
	select count(*) filter (where x.seq < p_below), coalesce(max(x.seq), 0), encode(sha256(convert_to(coalesce(
		string_agg(x.seq || ' ' || x.op || ' ' || x.verdict || E'\n', '' order by x.seq, x.op)
		filter (where x.seq < p_below), ''), 'UTF8')), 'hex')
	into n, last, hash
	from core.ledger_of(w.name, p_store, p_from) x;
end $$;
comment on function api.ledger(uuid, bigint, bigint) is
	'The record of the operator''s store from a number on: how many lines "seq op verdict" stand below '
	'another number and their hash, and the last number of all';
