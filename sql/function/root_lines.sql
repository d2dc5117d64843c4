-- No setting of the session may change how a line reads: every format is explicit.
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
	from core.lease k where k.xid >= p_since::text::bigint and k.xid < p_upto::text::bigint
	union all
	select 'o', uuid_send(o.ticket), o.n, sha256(convert_to(row(o.ticket, o.n, o.op, extract(epoch from o.at), o.operator, o.by_unit,
		o.matter, o.party, o.channel, o.address, extract(epoch from o.told), o.outcome, o.evidence, o.document, o.detail,
		o.retracts, o.xid)::text, 'UTF8'))
	from core.notice o where o.xid >= p_since::text::bigint and o.xid < p_upto::text::bigint
	union all
	select 'p', uuid_send(p.ticket), p.n, sha256(convert_to(row(p.ticket, p.n, p.op, extract(epoch from p.at), p.operator, p.by_unit,
		p.form, p.name, p.audience, p.unit, p.family, p.year, p.serial, p.number, encode(p.sha, 'hex'),
		encode(sha256(convert_to(p.body, 'UTF8')), 'hex'), encode(sha256(convert_to(p.shown, 'UTF8')), 'hex'), p.xid)::text, 'UTF8'))
	from core.document p where p.xid >= p_since::text::bigint and p.xid < p_upto::text::bigint
	union all
	select 'x', uuid_send(x.ticket), x.n, sha256(convert_to(row(x.ticket, x.n, x.op, extract(epoch from x.at), x.operator, x.reason,
		x.xid)::text, 'UTF8'))
	from core.document_void x where x.xid >= p_since::text::bigint and x.xid < p_upto::text::bigint
	union all
	select 'i', uuid_send(i.ticket), i.n, sha256(convert_to(row(i.ticket, i.n, i.op, extract(epoch from i.at), i.operator, i.by_unit,
		i.what, i.level, i.dead, i.injured, i.hospitalised, i.affected, i.place, extract(epoch from i.happened), i.ongoing,
		i.detail, i.done, i.phoned, i.accepted, i.xid)::text, 'UTF8'))
	from core.incident_report i where i.xid >= p_since::text::bigint and i.xid < p_upto::text::bigint
	union all
	select 'b', uuid_send(b.ticket), b.n, sha256(convert_to(row(b.ticket, b.n, b.op, extract(epoch from b.at), b.operator, b.by_unit,
		b.unit, b.body, b.xid)::text, 'UTF8'))
	from core.publication b where b.xid >= p_since::text::bigint and b.xid < p_upto::text::bigint
	union all
	select 'w', uuid_send(w.ticket), w.n, sha256(convert_to(row(w.ticket, w.n, w.op, extract(epoch from w.at), w.operator, w.reason,
		w.xid)::text, 'UTF8'))
	from core.publication_end w where w.xid >= p_since::text::bigint and w.xid < p_upto::text::bigint
	union all
	select 'u', decode('0000000000000000', 'hex') || int8send(u.n), 0, sha256(convert_to(row(u.n, extract(epoch from u.at), u.operator, u.digest,
		u.found, u.xid)::text, 'UTF8'))
	from audit.lookup u where u.xid >= p_since::text::bigint and u.xid < p_upto::text::bigint
	union all
	select 'f', decode('0000000000000000', 'hex') || int8send(f.n), 0, sha256(convert_to(row(f.n, extract(epoch from f.at), f.operator, f.store,
		extract(epoch from f.since), extract(epoch from f.issued), extract(epoch from f.until), f.xid)::text, 'UTF8'))
	from audit.offline f where f.xid >= p_since::text::bigint and f.xid < p_upto::text::bigint;
$$;
comment on function core.root_lines(xid8, xid8) is
	'Every recorded line of these transactions: e event, a answer, v reveal, d redeemed, l alarm, m '
	'change by an administrator, n leased numbers, o notice, p document, x voided document, i '
	'incident report, b publication, w its withdrawal, u look-up, f offline period';
