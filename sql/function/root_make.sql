create or replace function core.root_make(p_since xid8, p_upto xid8, p_last core.root) returns integer
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
declare
	r core.root;
begin
	select count(*), string_agg(convert_to(x.source, 'UTF8') || x.key || int4send(x.n) || substr(x.digest, 1, 16), ''
			order by x.source, x.key, x.n),
		sha256(string_agg(x.digest, '' order by x.source, x.key, x.n))
	into r.lines, r.items, r.digest from core.root_lines(p_since, p_upto) x;
	if r.lines = 0 then
		return 0;
	end if;
	select coalesce(string_agg('T'::bytea || uuid_send(h.ticket) || int4send(h.n) || substr(h.digest, 1, 16), ''
			order by h.ticket), '')
	into r.heads from core.root_heads(array(select distinct e.ticket from core.event e
		where e.xid >= p_since and e.xid < p_upto), 'T') h;
	r.n := coalesce(p_last.n, 0) + 1;
	r.at := clock_timestamp();
	r.since := p_since;
	r.upto := p_upto;
	r.prev := coalesce(p_last.hash, '');
	r.hash := core.root_hash(r);
	insert into core.root select r.*;
	return r.lines;
end $$;
comment on function core.root_make(xid8, xid8, core.root) is
	'Seals the records between two transactions; returns the number of lines';
