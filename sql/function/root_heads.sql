-- Ignores the flag of linked tickets, which may change without an event.  Reverses the four hundred years
-- that core.rank_of adds or subtracts, so that roots made before it still hold.  Heads of the first kind (t
-- in a root) lack what was not sealed then; a further column needs a new kind, or the old roots would no
-- longer hold.
create or replace function core.root_heads(p_tickets uuid[], p_kind text) returns table (ticket uuid, n integer, digest bytea)
language sql stable parallel safe set search_path = pg_catalog, core, pg_temp
set datestyle = 'ISO, YMD' set timezone = 'UTC' set extra_float_digits = 1 as $$
	select t.ticket, t.seq, sha256(convert_to(row(t.ticket, t.serial, t.version, t.seq, t.returned, t.due,
			case when s.open and core.is_major(t.ticket, t.flags) then t.rank + interval '3506328 hours'
				when s.open and t.due is null then t.rank - interval '3506328 hours' else t.rank end,
			t.received, t.created, t.updated, t.call, t.kind, t.state, t.regno, t.unit, t.registered_unit,
			t.registered_by, t.operator, t.rule_set, t.clock, replace(t.flags, 'l', ''), t.title, t.respondent,
			t.uscc, t.caller, t.phone_known, t.route, t.held, t.facts, t.outcome, encode(t.head, 'hex'))::text
		|| coalesce((select string_agg(row(c.code, c.base, c.start, c.length, c.unit, c.extended, c.due, c.stopped,
			c.rule)::text, ';' order by c.base) from core.clock c where c.ticket = t.ticket), '')
		|| coalesce((select string_agg(row(p.base, p.start, p.stop, p.reason)::text, ';' order by p.base, p.start)
			from core.pause p where p.ticket = t.ticket), '')
		|| coalesce((select row(c.name, c.phone, c.phone2, c.detail)::text from core.caller c
			where c.ticket = t.ticket), '')
		|| coalesce((select row(r.name, r.phone, r.phone2, r.detail)::text from core.reporter r
			where r.ticket = t.ticket), '')
		|| coalesce((select string_agg(row(s.op, s.unit, s.operator, s.due, s.at, s.ended)::text, ';' order by s.op)
			from core.supervision s where s.ticket = t.ticket), '')
		|| case p_kind when 'T' then
			coalesce((select string_agg(row(c.base, c.warn)::text, ';' order by c.base) from core.clock c
				where c.ticket = t.ticket), '')
			|| coalesce((select row(i.kind, i.level, i.learned, i.reported, i.due, i.final, i.ended)::text
				from core.incident i where i.ticket = t.ticket), '')
			|| coalesce((select string_agg(row(o.unit, o.reported, o.due, o.received, o.operator, o.urged)::text, ';'
				order by o.unit) from core.incident_notice o where o.ticket = t.ticket), '')
			else '' end, 'UTF8'))
	from core.ticket t join core.state s on s.code = t.state where t.ticket = any (p_tickets);
$$;
comment on function core.root_heads(uuid[], text) is
	'The present state of tickets: everything stored beside their events, with the number of the last '
	'one; kind T, or t of the first roots';
