-- No setting of the session may change how a line reads: everything is named with its form.
create or replace function core.root_lines(p_since xid8, p_upto xid8)
returns table (source text, key bytea, n integer, digest bytea)
language sql stable parallel safe set search_path = pg_catalog, core, audit, pg_temp
set datestyle = 'ISO, YMD' set timezone = 'UTC' set extra_float_digits = 1 as $$
	select 'e', uuid_send(e.ticket), e.n, sha256(e.h || convert_to(row(e.ticket, e.n, e.xid::text, e.seq, e.by_unit,
		e.transition, case when e.n = 1 then row(t.serial, extract(epoch from t.received),
			extract(epoch from t.created), t.call, t.kind, t.regno, t.registered_unit, t.registered_by,
			t.rule_set) end)::text, 'UTF8'))
	from core.event e left join core.ticket t on e.n = 1 and t.ticket = e.ticket
	where e.xid >= p_since and e.xid < p_upto
	union all
	select 'a', uuid_send(a.op_id), 0, sha256(convert_to(row(a.op_id, a.store, a.seq, a.ticket,
		extract(epoch from a.at), a.operator, a.verdict, encode(a.sha, 'hex'), a.detail, a.xid)::text, 'UTF8'))
	from core.applied a where a.xid >= p_since::text::bigint and a.xid < p_upto::text::bigint
	union all
	select 'v', uuid_send(r.token), 0, sha256(convert_to(row(r.token, r.ticket, r.version, r.field, r.reason,
		r.operator, extract(epoch from r.at), r.xid)::text, 'UTF8'))
	from core.reveal r where r.xid >= p_since and r.xid < p_upto
	union all
	select 'd', uuid_send(d.token), 0, sha256(convert_to(row(d.token, d.operator, extract(epoch from d.at),
		d.xid)::text, 'UTF8'))
	from audit.redeemed d where d.xid >= p_since::text::bigint and d.xid < p_upto::text::bigint
	union all
	select 'l', decode('0000000000000000', 'hex') || int8send(l.n), 0, sha256(convert_to(row(l.n,
		extract(epoch from l.at), l.operator, l.what, l.detail, l.xid)::text, 'UTF8'))
	from audit.alarm l where l.xid >= p_since::text::bigint and l.xid < p_upto::text::bigint
	union all
	select 'm', decode('0000000000000000', 'hex') || int8send(m.n), 0, sha256(convert_to(row(m.n,
		extract(epoch from m.at), m.by_role, m.what, m.detail, m.xid)::text, 'UTF8'))
	from audit.admin m where m.xid >= p_since::text::bigint and m.xid < p_upto::text::bigint
	union all
	select 'n', uuid_send(k.request), 0, sha256(convert_to(row(k.request, k.store, k.operator, k.unit, k.first,
		k.last, extract(epoch from k.at), k.xid)::text, 'UTF8'))
	from core.lease k where k.xid >= p_since::text::bigint and k.xid < p_upto::text::bigint;
$$;
comment on function core.root_lines(xid8, xid8) is 'Every recorded line of these transactions: e event, a answer, v reveal, d redeemed, l alarm, m deed of an administrator, n numbers lent';
